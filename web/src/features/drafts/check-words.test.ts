import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBundle, say, type Words } from '~/l10n/bundle';
import { checkWords } from './check-words';

const source = readFileSync(join(import.meta.dirname, '../../l10n/id/pages/checks.ftl'), 'utf8');
const bundle = makeBundle('id', source);
const l10n = { known: (key: string, words?: Words) => say(bundle, key, words) };
const reason = { code: 'unsupported_value', title: 'T', detail: 'D', about: null, start: 5, end: 12 };

describe('a doubt of the check', () => {
  it('quotes the part of the text it is about', () =>
    expect(checkWords(l10n, reason, 'Cuma Rp5.000 kak')).toEqual({
      title: 'Nilai yang tidak ada di sumber',
      detail: '“Rp5.000” tidak ada di sumber yang dikutip.',
    }));

  it('names what it is about where no part of the text says so', () => {
    const promise = { ...reason, code: 'commitment', about: 'kami jamin', start: null, end: null };
    expect(checkWords(l10n, promise, '').detail).toContain('“kami jamin”');
  });

  it('says less where neither is known', () =>
    expect(checkWords(l10n, { ...reason, start: null, end: null }, '').detail).toBe(
      'Sebuah nilai tidak ada di sumber yang dikutip.',
    ));

  it('is read as the server says it while nobody wrote words for it', () =>
    expect(checkWords(l10n, { ...reason, code: 'brand_new' }, 'Cuma Rp5.000 kak')).toEqual({
      title: 'T',
      detail: 'D',
    }));
});
