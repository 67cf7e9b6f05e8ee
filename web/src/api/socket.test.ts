import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff, type Ears, LiveSocket } from './socket';

class Fake {
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readyState = 1;
  sent: string[] = [];
  constructor(readonly url: string) {}
  send(text: string) {
    this.sent.push(text);
  }
  close(code = 1006) {
    this.onclose?.({ code });
  }
  says(frame: unknown) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function setup() {
  const made: Fake[] = [];
  const ears = {
    onEvent: vi.fn(),
    onPresence: vi.fn(),
    onClock: vi.fn(),
    onLink: vi.fn(),
    onGap: vi.fn(),
    onSignedOut: vi.fn(),
  } satisfies Ears;
  const socket = new LiveSocket(
    (after) => `ws://x?after=${after ?? ''}`,
    ears,
    (url) => {
      const fake = new Fake(url);
      made.push(fake);
      return fake as unknown as WebSocket;
    },
  );
  const current = () => {
    const last = made.at(-1);
    if (!last) throw new Error('no socket');
    return last;
  };
  return { socket, ears, made, current };
}

const event = (seq: number) => ({ type: 'event', seq, kind: 'message.created', at: '' });

describe('LiveSocket', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells of a clock that was moved', () => {
    const { ears, current } = setup();
    current().says({ type: 'hello', seq: 7, resumed: false });
    current().says({ type: 'clock', now: '2026-11-27T10:00:00Z' });
    expect(ears.onClock).toHaveBeenCalledExactlyOnceWith('2026-11-27T10:00:00Z');
    expect(ears.onEvent).not.toHaveBeenCalled();
  });

  it('resumes after the last event it heard, and hears none twice', () => {
    const { ears, made, current } = setup();
    current().says({ type: 'hello', seq: 7, resumed: false });
    expect(ears.onGap).toHaveBeenCalledTimes(1);
    current().says(event(8));
    current().says(event(8));
    expect(ears.onEvent).toHaveBeenCalledTimes(1);
    current().close();
    expect(ears.onLink).toHaveBeenLastCalledWith(expect.objectContaining({ state: 'waiting' }));
    vi.advanceTimersByTime(1000);
    expect(made).toHaveLength(2);
    expect(current().url).toBe('ws://x?after=8');
    current().says({ type: 'hello', seq: 12, resumed: true });
    expect(ears.onGap).toHaveBeenCalledTimes(1);
    current().says(event(9));
    expect(ears.onEvent).toHaveBeenCalledTimes(2);
  });

  it('says so when events were lost', () => {
    const { ears, current } = setup();
    current().says({ type: 'hello', seq: 7, resumed: false });
    current().close();
    vi.advanceTimersByTime(1000);
    current().says({ type: 'hello', seq: 9000, resumed: false });
    expect(ears.onGap).toHaveBeenCalledTimes(2);
  });

  it('tells of a session that ended, and of nothing else that closes it', () => {
    const { ears, current } = setup();
    current().close();
    vi.advanceTimersByTime(1000);
    expect(ears.onSignedOut).not.toHaveBeenCalled();
    current().close(4401);
    expect(ears.onSignedOut).toHaveBeenCalledTimes(1);
  });

  it('stays closed once closed, and survives nonsense', () => {
    const { socket, made, current } = setup();
    current().onmessage?.({ data: 'not json' });
    socket.close();
    vi.advanceTimersByTime(120_000);
    expect(made).toHaveLength(1);
  });
});

it('waits longer each time, up to half a minute', () => {
  expect(backoff(0, () => 0)).toBe(250);
  expect(backoff(0, () => 1)).toBe(500);
  expect(backoff(20, () => 1)).toBe(30_000);
  expect(backoff(20, () => 0)).toBe(15_000);
});
