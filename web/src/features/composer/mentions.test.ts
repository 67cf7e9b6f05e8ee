import { describe, expect, test } from 'vitest';
import { matching, named, naming, put, stretches } from './mentions';

const rina = { id: '1', name: 'Rina' };
const wati = { id: '2', name: 'Rina Wati' };
const budi = { id: '3', name: 'Budi Santoso' };
const other = { id: '4', name: 'Rina' };
const all = [rina, wati, budi];

describe('naming', () => {
  test.each([
    ['@', 1, { from: 0, wanted: '' }],
    ['tolong @Ri', 10, { from: 7, wanted: 'Ri' }],
    ['(@bu', 4, { from: 1, wanted: 'bu' }],
    ['@Rina Wa', 8, { from: 0, wanted: 'Rina Wa' }],
    ['@Ri sudah', 3, { from: 0, wanted: 'Ri' }],
    ['rina@toko.id', 12, null],
    ['@Rina\nlagi', 10, null],
    ['@ Rina', 6, null],
    ['@Rina ', 6, null],
    ['tanpa', 5, null],
  ])('%j at %i', (text, caret, found) => expect(naming(text, caret)).toEqual(found));
});

test('the beginning of a name comes before a later word of it', () => {
  expect(matching(all, 'ri').map(({ id }) => id)).toEqual(['1', '2']);
  expect(matching(all, 'santo')).toEqual([budi]);
  expect(matching(all, 'wa')).toEqual([wati]);
  expect(matching(all, 'x')).toEqual([]);
});

test('a chosen name takes the place of what was typed', () => {
  expect(put('cek @bu ya', { from: 4, wanted: 'bu' }, 'Budi Santoso')).toEqual({
    text: 'cek @Budi Santoso ya',
    caret: 18,
  });
  expect(put('@', { from: 0, wanted: '' }, 'Rina')).toEqual({ text: '@Rina ', caret: 6 });
});

test('a text is cut at names, the longest first, and nothing is lost', () => {
  const text = 'Halo @Rina Wati, @Rina? a@Rina @Rinanti @Budi Santoso';
  const cut = stretches(text, all);
  expect(cut.map((one) => one.text).join('')).toBe(text);
  expect(cut.filter((one) => one.people.length > 0).map((one) => one.text)).toEqual([
    '@Rina Wati',
    '@Rina',
    '@Budi Santoso',
  ]);
});

test('who is named follows from the words; a choice tells two of one name apart', () => {
  expect(named('@Rina dan @Rina Wati', all, new Set())).toEqual(['1', '2']);
  expect(named('@Rina', [rina, other], new Set())).toEqual(['1', '4']);
  expect(named('@Rina', [rina, other], new Set(['4']))).toEqual(['4']);
  expect(named('sudah saya hapus', all, new Set(['1']))).toEqual([]);
});
