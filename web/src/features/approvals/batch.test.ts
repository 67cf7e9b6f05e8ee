import { describe, expect, it } from 'vitest';
import type { Draft } from '~/api/types';
import { batch } from './batch';

const now = Date.parse('2026-03-01T10:00:00.000Z');
const admit = { verdict: 'admit', as: 'free_form', simulated: false } as const;
const refuse = { verdict: 'refuse', reasons: [{ code: 'opted_out' }] };
const row = (id: string, change: object = {}, closesIn = 60) => ({
  draft: {
    id,
    intent: 'price',
    state: 'waiting',
    gate: admit,
    check: { verdict: 'pass', reasons: [] },
    reply_to: 'm',
    auto_send_at: null,
    ...change,
  } as unknown as Draft,
  conversation: {
    window: { state: 'open' as const, closes_at: new Date(now + closesIn * 60_000).toISOString() },
  },
});
const ids = (rows: ReturnType<typeof row>[], chosen: ReturnType<typeof row> | undefined) =>
  batch(rows, chosen, now)
    .map(({ draft }) => draft.id)
    .join('');

describe('what can be approved together', () => {
  it('has one intent, passed the check and can go now', () => {
    const all = [
      row('a'),
      row('b', { intent: 'hours' }),
      row('c', { state: 'held', check: { verdict: 'hold', reasons: [] } }),
      row('d', { gate: refuse }),
      row('e', {}, -1),
      row('f', { state: 'approved' }),
      row('g', { auto_send_at: new Date(now + 5000).toISOString() }),
      row('h', { check: { verdict: 'none', reasons: [] } }),
      row('i'),
    ];
    expect(ids(all, all[0])).toBe('ai');
    expect(ids(all, all[2])).toBe('ai');
    expect(ids(all, all[1])).toBe('b');
    expect(ids(all, undefined)).toBe('');
  });
});
