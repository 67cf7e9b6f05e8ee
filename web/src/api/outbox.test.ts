import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { goesBefore, goesByItself, outbox, put, restored, take, type Waiting } from './outbox';
import { Resender } from './resender';

const entry = (key: string, over: Partial<Waiting> = {}): Waiting => ({
  key,
  person: 'rina',
  workspace: 'toko',
  conversation: 'c',
  reply: { type: 'text', text: key },
  words: key,
  at: 0,
  state: 'unreachable',
  reasons: [],
  said: null,
  ...over,
});

describe('what is kept through a reload', () => {
  it('comes back with its key; what was under way is tried again', () => {
    const text = JSON.stringify([entry('a', { state: 'sending' }), entry('b', { state: 'refused' })]);
    expect(restored(text).map((one) => [one.key, one.state])).toEqual([
      ['a', 'unreachable'],
      ['b', 'refused'],
    ]);
  });

  it.each([null, '', 'not json', '{}', '[null, 7, {"key":"a"}]'])('reads nothing from %j', (text) => {
    expect(restored(text)).toEqual([]);
  });

  it('does not go by itself when it is old, refused or under way', () => {
    expect(goesByItself(entry('a'), 14 * 60_000)).toBe(true);
    expect(goesByItself(entry('a'), 16 * 60_000)).toBe(false);
    expect(goesByItself(entry('a', { state: 'refused' }), 0)).toBe(false);
    expect(goesByItself(entry('a', { state: 'sending' }), 0)).toBe(false);
  });
});

it('goes first only where the same person wrote it, in the same conversation', () => {
  const next = entry('b', { state: 'sending', at: 60_000 });
  expect(goesBefore(entry('a'), next)).toBe(true);
  expect(goesBefore(entry('a', { person: 'bayu' }), next)).toBe(false);
  expect(goesBefore(entry('a', { conversation: 'd' }), next)).toBe(false);
  expect(goesBefore(entry('a', { workspace: 'kedai' }), next)).toBe(false);
  expect(goesBefore(entry('a', { state: 'refused' }), next)).toBe(false);
});

it('keeps its place when its state changes', () => {
  put(entry('a'));
  put(entry('b'));
  put(entry('a', { state: 'sending' }));
  expect(outbox.get().map((one) => one.key)).toEqual(['a', 'b']);
  take('a');
  take('b');
});

describe('sending again', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** A server that is away until told, and what stands in the outbox. */
  function scene(keys: string[]) {
    const left = keys.map((key) => entry(key));
    const tried: string[] = [];
    const server = { there: false };
    const resender = new Resender(
      () => left,
      async (one) => {
        tried.push(one.key);
        if (server.there) left.shift();
        return server.there;
      },
      () => 1,
    );
    return { left, tried, server, resender };
  }

  it('tries one at a time, ever more seldom, and all in their order once the server is back', async () => {
    const { left, tried, server, resender } = scene(['a', 'b']);
    resender.wake();
    await vi.advanceTimersByTimeAsync(500 + 1000 + 2000);
    expect(tried).toEqual(['a', 'a', 'a']);
    server.there = true;
    resender.back();
    await vi.advanceTimersByTimeAsync(0);
    expect(tried).toEqual(['a', 'a', 'a', 'a', 'b']);
    expect(left).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tried).toHaveLength(5);
  });

  it('lets what does not go hold up its own conversation only', async () => {
    const left = [entry('a'), entry('b'), entry('c', { conversation: 'other' })];
    const tried: string[] = [];
    const resender = new Resender(
      () => left,
      async ({ key }) => {
        tried.push(key);
        if (key === 'c') left.pop();
        return key === 'c';
      },
      () => 1,
    );
    resender.back();
    await vi.advanceTimersByTimeAsync(0);
    expect(tried).toEqual(['a', 'c']);
    resender.stop();
  });

  it('starts no second run beside the first, and none once stopped', async () => {
    const { tried, server, resender } = scene(['a']);
    server.there = true;
    resender.back();
    resender.back();
    await vi.advanceTimersByTimeAsync(0);
    expect(tried).toEqual(['a']);
    const other = scene(['a']);
    other.resender.wake();
    other.resender.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(other.tried).toEqual([]);
  });
});
