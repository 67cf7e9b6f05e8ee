import { describe, expect, it } from 'vitest';
import { daysBetween, formats, largestUnit } from './format';

const noon = new Date(2026, 2, 10, 12, 0).getTime();
const at = (days: number, hour = 12) => new Date(2026, 2, 10 - days, hour, 0).toISOString();

describe('days', () => {
  it('counts by the calendar, not by 24 hours', () => {
    expect(daysBetween(new Date(2026, 2, 9, 23, 59).getTime(), new Date(2026, 2, 10, 0, 1).getTime())).toBe(
      1,
    );
    expect(daysBetween(noon, noon + 3600_000)).toBe(0);
  });

  it('names them', () => {
    const { day } = formats('en');
    expect(day(at(0), noon)).toBe('today');
    expect(day(at(1), noon)).toBe('yesterday');
    expect(day(at(3), noon)).toBe('Saturday');
    expect(formats('id').day(at(1), noon)).toBe('kemarin');
    expect(day(new Date(2024, 0, 5).toISOString(), noon)).toContain('2024');
  });
});

it.each([
  [0, [0, 'second']],
  [59_000, [59, 'second']],
  [60_000, [1, 'minute']],
  [7_200_000, [2, 'hour']],
  [200_000_000, [2, 'day']],
  [-5_000, [0, 'second']],
])('%d ms is %j', (ms, unit) => expect(largestUnit(ms)).toEqual(unit));

it('writes money, also of a currency nobody knows', () => {
  expect(formats('id').money('149000', 'IDR')).toMatch(/Rp\s?149\.000/);
  expect(formats('en').money('12.5', 'nonsense')).toBe('12.5 nonsense');
  expect(formats('en').money('a lot', 'IDR')).toBe('a lot IDR');
});
