import { expect, it } from 'vitest';
import { failureWords, refusalWords, remedy } from './failure-words';

const failure = {
  code: 131047,
  class: 'window_closed',
  title: 'Meta',
  hint: '26 h ago',
  action: '',
  details: null,
};
const l10n = (language: 'en' | 'id') => ({
  language,
  known: (key: string) => (key.includes('window_closed') ? `W ${key}` : null),
});

it('keeps the exact English words, and says the class in other languages', () => {
  expect(failureWords(l10n('en'), failure)).toEqual({ title: 'Meta', hint: '26 h ago' });
  expect(failureWords(l10n('id'), failure).title).toBe('W failure-window_closed');
  expect(failureWords(l10n('id'), { ...failure, class: 'new_class' }).title).toBe('Meta');
});

it('falls back to the server for a refusal nobody translated', () => {
  const reason = { code: 'brand_new', title: 'T', hint: 'H', action: 'none' };
  expect(refusalWords(l10n('id'), reason)).toEqual({ title: 'T', hint: 'H' });
});

it.each([
  ['window_closed', '', 'template'],
  ['needs_reauth', '', 'reconnect'],
  ['billing', '', 'provider'],
  ['throttled', '', 'retry'],
  ['spam_stop', '', 'none'],
  ['opted_out', '', 'none'],
  ['held_back', 'send_template', 'template'],
] as const)('%s %s: %s', (kind, action, wanted) => expect(remedy({ class: kind, action })).toBe(wanted));
