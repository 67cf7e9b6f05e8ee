import { expect, it } from 'vitest';
import { lateUntil, windowLook } from './window';

const now = Date.parse('2026-03-01T10:00:00.000Z');
const open = (minutes: number) => ({
  state: 'open' as const,
  closes_at: new Date(now + minutes * 60_000).toISOString(),
});

it.each([
  [open(23 * 60 + 35), { tone: 'open', hours: 23, minutes: 35 }],
  [open(6 * 60), { tone: 'closing', hours: 6, minutes: 0 }],
  [open(12), { tone: 'closing', hours: 0, minutes: 12 }],
  [open(0), { tone: 'closed' }],
  [open(-5), { tone: 'closed' }],
  [{ state: 'closed' as const, closed_at: '2026-03-01T09:00:00.000Z' }, { tone: 'closed' }],
  [{ state: 'never_opened' as const }, { tone: 'never' }],
  [{ state: 'open' as const, closes_at: 'nonsense' }, { tone: 'closed' }],
])('%j shows %j', (window, look) => expect(windowLook(window, now)).toMatchObject(look));

it('knows how long people may write late', () => {
  const closed = { state: 'closed' as const, closed_at: '2026-03-01T09:00:00.000Z' };
  expect(lateUntil(closed)).toBe('2026-03-07T09:00:00.000Z');
  expect(lateUntil(open(12))).toBeNull();
});

it('shares the ring by what is left', () => {
  expect(windowLook(open(12 * 60), now)).toMatchObject({ share: 0.5 });
});
