import { describe, expect, it } from 'vitest';
import type { CheckReason, Draft, Verdict } from '~/api/types';
import { lateLook, lookOf, segments } from './look';

const refuse = (...codes: string[]): Verdict => ({
  verdict: 'refuse',
  reasons: codes.map((code) => ({ code, title: code, hint: '', action: 'none' })),
});
const draft = (
  state: Draft['state'],
  gate: Verdict = { verdict: 'admit', as: 'free_form', simulated: false },
) => ({ state, gate, reply_to: 'm1', check: { verdict: 'pass', reasons: [] } }) as unknown as Draft;
const now = Date.parse('2026-03-01T10:00:00.000Z');
const look = (one: Draft, newest = 'm1', closed = false) => lookOf(one, newest, closed, now);
const later = (seconds: number) => new Date(now + seconds * 1000).toISOString();

describe('lookOf', () => {
  it.each([
    ['waits', draft('waiting'), { look: 'waiting' }],
    [
      'is held and may be overridden',
      draft('held', refuse('safety_hold')),
      { look: 'held', mayOverride: true },
    ],
    ['is blocked', draft('held', refuse('safety_block')), { look: 'held', mayOverride: false }],
    ['has nothing to go by', draft('no_grounding'), { look: 'no_grounding' }],
    ['has no window', draft('waiting', refuse('window_closed')), { look: 'window_closed' }],
    ['is overtaken before all else', draft('held', refuse('overtaken', 'safety_hold')), { look: 'outdated' }],
    ['is decided', draft('approved', refuse('window_closed')), { look: 'done' }],
  ])('%s', (_, one, wanted) => expect(look(one)).toEqual(wanted));

  it('is stopped by what the card has no shape for', () => {
    expect(look(draft('waiting', refuse('opted_out', 'window_closed')))).toMatchObject({
      look: 'stopped',
      why: [{ code: 'opted_out' }],
    });
  });

  it('is late where only the window stops it, for as long as people may write', () => {
    const closed = (days: number) => ({ state: 'closed' as const, closed_at: later(-days * 86_400) });
    const late = (days: number, ...codes: string[]) =>
      lateLook(look(draft('waiting', refuse(...codes))), closed(days), now);
    expect(late(1, 'customer_must_write')).toBe(later(5 * 86_400));
    expect(late(6, 'customer_must_write')).toBeNull();
    expect(late(1, 'customer_must_write', 'opted_out')).toBeNull();
    expect(late(1, 'window_closed')).toBeNull();
  });

  it('goes by itself while a rule has its time, and a little after', () => {
    const soon = { ...draft('waiting'), auto_send_at: later(5) };
    expect(look(soon)).toEqual({ look: 'auto_sending', at: later(5) });
    expect(look({ ...soon, auto_send_at: later(-3) })).toMatchObject({ look: 'auto_sending' });
    expect(look({ ...soon, auto_send_at: later(-11) })).toEqual({ look: 'waiting' });
    expect(look(soon, 'm2')).toEqual({ look: 'outdated' });
    expect(look(soon, 'm1', true)).toEqual({ look: 'window_closed' });
  });

  it('knows a newer message and the clock before the server says so', () => {
    expect(look(draft('waiting'), 'm2')).toEqual({ look: 'outdated' });
    expect(look(draft('waiting'), 'm1', true)).toEqual({ look: 'window_closed' });
  });
});

describe('segments', () => {
  const reason = (start: number, end: number): CheckReason => ({
    code: 'c',
    title: 't',
    about: null,
    detail: '',
    start,
    end,
  });
  const look = (text: string, ...reasons: CheckReason[]) =>
    segments(text, reasons).map((one) => (one.reason ? `[${one.text}]` : one.text));

  it.each([
    ['Halo. Diskon 50%! Ya.', [reason(6, 17)], ['Halo. ', '[Diskon 50%!]', ' Ya.']],
    ['abc', [], ['abc']],
    ['👋 ya', [reason(0, 2)], ['[👋]', ' ya']],
    ['abc', [reason(1, 99)], ['a', '[bc]']],
    ['abcdef', [reason(3, 5), reason(0, 4)], ['[abcd]', '[e]', 'f']],
  ] as const)('%s', (text, reasons, wanted) => expect(look(text, ...reasons)).toEqual(wanted));
});
