import { expect, it } from 'vitest';
import { freshId, hoursOf, hoursText, USUAL } from './fresh';

it('names rows as nothing else is named', () => {
  expect(freshId('P', [{ id: 'P2' }])).toBe('P3');
  expect(freshId('A', [])).toBe('A1');
});

it('writes hours as sentences and reads them again', () => {
  expect(hoursText(USUAL)).toBe('Buka Senin-Sabtu 09.00-17.00. Tutup Minggu.');
  expect(hoursOf(hoursText(USUAL))).toEqual(USUAL);
  const odd = USUAL.map((day, at) => (at === 4 ? { open: true, from: '13:00', to: '21:30' } : day));
  expect(hoursOf(hoursText(odd))).toEqual(odd);
  const half = USUAL.map((day, at) => (at === 1 ? { open: true, from: '', to: '21:30' } : day));
  expect(hoursOf(hoursText(half))).toEqual(half);
  const none = USUAL.map((day, at) => (at === 1 ? { open: true, from: '', to: '' } : day));
  expect(hoursOf(hoursText(none))).toEqual(none);
});

it('does not pretend to understand what somebody else wrote', () => {
  expect(hoursOf('Buka setiap hari kerja jam 9 sampai 5.')).toBeNull();
  expect(hoursOf('')).toBeNull();
});
