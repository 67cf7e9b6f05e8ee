import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REMEDIES } from '~/features/thread/failure-words';
import { type ErrorCode, keyOf, type Row, shownCode, sift } from './codes';
import { readCodes } from './search';
import { siftTroubles, TROUBLES } from './trouble';

const CRATES = join(import.meta.dirname, '../../../../crates');
/** The server's own table. */
const table = JSON.parse(readFileSync(join(CRATES, 'meta/src/errors/table.json'), 'utf8')) as ErrorCode[];
const rows: Row[] = table.map((one) => {
  const entry = { ...one, subcodes: one.subcodes ?? [] };
  return { entry, title: one.title, cause: one.cause, hint: one.hint };
});
const found = (search: Parameters<typeof sift>[1]) => sift(rows, search).map(({ entry }) => shownCode(entry));

describe('every code of the server', () => {
  it('has words in Indonesian', () => {
    expect(rows.length).toBeGreaterThan(150);
    const id = readFileSync(join(import.meta.dirname, '../../l10n/id/pages/codes.ftl'), 'utf8');
    const whole = (key: string) => new RegExp(`^code-${key} = .+\\n +\\.cause = .+\\n +\\.hint = .+$`, 'm');
    expect(rows.map(({ entry }) => keyOf(entry)).filter((key) => !whole(key).test(id))).toEqual([]);
  });

  it('names a button the desk knows', () =>
    expect(rows.map(({ entry }) => entry.action).filter((action) => !REMEDIES[action])).toEqual([]));

  it('is found by its number', () => {
    for (const { entry } of rows) expect(found({ q: String(entry.code) })).toContain(shownCode(entry));
  });
});

describe('looking for a code', () => {
  it('takes a number for what it is, also inside a range and as a subcode', () => {
    expect(found({ q: '131047' })).toEqual(['131047']);
    expect(found({ q: '250' })).toEqual(['200–299']);
    expect(found({ q: '2534022' })).toEqual(['10/2018278']);
    expect(found({ q: '13104' }).every((code) => code.startsWith('13104'))).toBe(true);
    expect(found({ q: '999999' })).toEqual([]);
  });

  it('wants all words, in any order', () => {
    expect(found({ q: 'closed 24-hour' })).toEqual(['131047']);
    expect(found({ q: 'window closed', who: 'meta' })).toEqual([]);
  });

  it('keeps in the address what can be looked for', () => {
    expect(readCodes({ q: 131047, who: 'owner' })).toEqual({ q: '131047', who: 'owner' });
    expect(readCodes({ q: '', who: 'anybody' })).toEqual({});
  });
});

describe('troubleshooting', () => {
  const words = readFileSync(join(import.meta.dirname, '../../l10n/en/pages/error-codes.ftl'), 'utf8');
  const said = (key: string) => new RegExp(`^trouble-${key} = (.+)\\n +\\.next = (.+)$`, 'm').exec(words);
  const told = TROUBLES.map((one) => ({
    ...one,
    title: said(one.id)?.[1] ?? '',
    next: said(one.id)?.[2] ?? '',
  }));
  const ids = (search: Parameters<typeof siftTroubles>[1]) => siftTroubles(told, search).map(({ id }) => id);

  it('has words for each, and codes that are in the table', () => {
    expect(told.filter(({ title, next }) => !title || !next)).toEqual([]);
    const codes = TROUBLES.flatMap((one) => one.codes).filter((code) => code < 400 || code > 499);
    expect(codes.filter((code) => !rows.some(({ entry }) => entry.code === code))).toEqual([]);
  });

  it('is found by a code, by words, and by who can help', () => {
    expect(ids({ q: '131047' })).toEqual(['window']);
    expect(ids({ q: 'sms voice' })).toEqual(['sms']);
    expect(ids({ q: 'voice', who: 'agent' })).toEqual([]);
    expect(ids({}).length).toBe(TROUBLES.length);
  });
});
