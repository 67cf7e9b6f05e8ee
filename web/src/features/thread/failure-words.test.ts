import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failureWords, REMEDIES, remedy } from './failure-words';
import { refusalWords } from './refusal-words';

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
  known: (key: string) => (/window_closed|refusal-opted_out/.test(key) ? `W ${key}` : null),
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
  ['needs_reauth', '', 'reauthorize'],
  ['billing', '', 'provider'],
  ['throttled', '', 'retry'],
  ['spam_stop', '', 'none'],
  ['opted_out', '', 'contact'],
  ['media_problem', 'replace_file', 'file'],
  ['template_problem', 'sync_templates', 'sync'],
  ['invalid', 'see_details', 'details'],
  ['unknown', 'see_details', 'retry'],
  ['not_ready', '', 'number'],
  ['not_ready', 'see_readiness', 'number'],
  ['registration', '', 'number'],
  ['held_back', 'send_template', 'template'],
] as const)('%s %s: %s', (kind, action, wanted) => expect(remedy({ class: kind, action })).toBe(wanted));

it('says what the gate refused while it waited by the refusal', () =>
  expect(failureWords(l10n('id'), { ...failure, class: 'opted_out' }).title).toBe('W refusal-opted_out'));

it('knows what to do about every action of the server', () => {
  const read = (path: string) => readFileSync(join(import.meta.dirname, '../../../../crates', path), 'utf8');
  const table = JSON.parse(read('meta/src/errors/table.json')) as { action: string }[];
  expect(table.length).toBeGreaterThan(150);
  expect([...new Set(table.map((row) => row.action))].filter((action) => !(action in REMEDIES))).toEqual([]);
});
