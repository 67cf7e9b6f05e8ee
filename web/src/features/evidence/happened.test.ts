import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeBundle, say, type Words } from '~/l10n/bundle';
import { happenedWords } from './happened';

const read = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../l10n/id', `${name}.ftl`), 'utf8');
const bundle = makeBundle('id', ['pages/evidence', 'ticks', 'contact'].map(read).join('\n'));
const l10n = { known: (key: string, words?: Words) => say(bundle, key, words) };
const entry = (said: string, about: string | null = null) =>
  happenedWords(l10n, { said, about, summary: 'As the server says it.' });

describe('what happened', () => {
  it('is said in the language of the desk', () => expect(entry('erased')).toBe('Data seseorang dihapus.'));
  it('with what it names in words too', () => {
    expect(entry('status_is', 'read')).toBe('Penyedia melaporkan: dibaca.');
    expect(entry('settings_reply_mode', 'off')).toMatch(/^Mode balasan diatur ke: (?!off)/);
    expect(entry('access_key_created', 'kasir')).toBe('Kunci API “kasir” dibuat.');
  });
  it('of a newer Loket is read as the server says it', () =>
    expect(entry('voice_call')).toBe('As the server says it.'));
});
