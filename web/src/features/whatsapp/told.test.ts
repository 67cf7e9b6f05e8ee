import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBundle, say } from '~/l10n/bundle';
import { ending, moved, named, others, plain, type Say } from './told';

const file = (name: string) => readFileSync(join(import.meta.dirname, '../../l10n/en/pages', name), 'utf8');
const english = makeBundle('en', ['told.ftl', 'news.ftl', 'whatsapp.ftl'].map(file).join('\n'));
const words: Say = {
  known: (key, given) => say(english, key, given),
  number: (value) => value.toLocaleString('en'),
  moment: (at) => at.slice(0, 10),
};

describe('what Meta told, in plain words', () => {
  it.each([
    ['number_status', 'CONNECTED', 'Connected'],
    ['business_verification', 'verified', 'Verified'],
    ['app_link', 'offboarded', 'Let go of it'],
    ['messaging_limit', 'TIER_2K', '2,000 people'],
    ['webhook_subscribed', false, 'No'],
    ['numbers_allowed', 1250, '1,250'],
    ['restrictions', [], 'None'],
    [
      'restrictions',
      [{ type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: '2026-09-21T14:13:20+00:00', remediation: null }],
      'Writing first is forbidden · until 2026-09-21',
    ],
    [
      'token',
      { valid: true, scopes: ['a', 'b'], our_app: true, kind: 'USER', expires_at: null, error: null },
      'Accepted by Meta · may use a, b · of this app',
    ],
    [
      'name_review',
      { decision: 'REJECTED', requested: 'Toko', reason: 'UNKNOWN' },
      'Rejected · “Toko” · Meta did not say why',
    ],
    ['name_held', { code: 131_037 }, 'code 131037'],
    ['health', [{ entity: 'WABA', id: '7', can_send: 'BLOCKED', errors: [], more: [] }], 'Account · Blocked'],
  ])('%s %j', (what, value, said) => expect(plain(what, value, words)).toBe(said));

  it('keeps what nobody knows here under its own name', () => {
    expect(named({ what: 'moon_phase', subject: '' }, words)).toBe('moon_phase');
    expect(plain('moon_phase', 'WAXING', words)).toBe('WAXING');
    expect(plain('moon_phase', { tide: 'HIGH_TIDE', full: true }, words)).toBe('tide: HIGH_TIDE · full: Yes');
  });

  it('names the part it is about', () =>
    expect(named({ what: 'template_status', subject: 'kabar id' }, words)).toBe('Template: kabar id'));
});

it('what stands elsewhere on the card is not told twice, and the newest comes first', () => {
  const told = (what: string, told_at: string) => ({ what, told_at });
  const all = [told('quality', '2026-01-03T00:00:00Z'), told('ban', '2026-01-01T00:00:00Z')];
  all.push(told('check', '2026-01-04T00:00:00Z'), told('token', '2026-01-02T00:00:00Z'));
  expect(others(all).map((one) => one.what)).toEqual(['token', 'ban']);
});

it('what was seen for the first time when Meta was asked did not change; what Meta told by itself is news', () => {
  const change = (from: unknown, source: 'webhook' | 'check') => ({ from, source });
  const all = [change(null, 'check'), change('PENDING', 'check'), change(null, 'webhook')];
  expect(moved(all)).toEqual(all.slice(1));
});

it('an end is only told where Meta told it', () => {
  const token = (value: unknown) => [{ what: 'token', value }];
  expect(ending([], null)).toBeNull();
  expect(ending(token({ valid: true }), null)).toBeNull();
  expect(ending(token({ valid: true, expires_at: null }), null)).toBe('never');
  expect(ending([], '2026-01-01T00:00:00Z')).toEqual({ at: '2026-01-01T00:00:00Z' });
});
