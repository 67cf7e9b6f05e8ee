import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ABSTAINED, CHECKS, FACTS, HAPPENED, PROBLEMS } from './rust.test.codes';

const keys = (language: string) =>
  readdirSync(join(import.meta.dirname, language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ftl'))
    .flatMap((name) => {
      const text = readFileSync(join(import.meta.dirname, language, name), 'utf8');
      return [...text.matchAll(/^([a-z][\w-]*) =/gim)].map((match) => match[1] ?? '');
    });

describe.each([
  ['check-', CHECKS, 25, ['en', 'id']],
  ['abstain-', ABSTAINED, 17, ['en', 'id']],
  // In English the server says these itself.
  ['problem-', PROBLEMS, 60, ['id']],
  ['happened-', HAPPENED, 55, ['en', 'id']],
  ['told-what-', FACTS, 30, ['en', 'id']],
])('every code of the server that follows %s', (prefix, codes, least, languages) => {
  it('is found where it is written', () => expect(codes.length).toBeGreaterThanOrEqual(least));
  it.each(languages)('has words: %s', (language) => {
    const known = new Set(keys(language));
    expect(codes.filter((code) => !known.has(prefix + code))).toEqual([]);
  });
});
