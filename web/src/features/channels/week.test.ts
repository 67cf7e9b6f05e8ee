import { expect, it } from 'vitest';
import { OFFICE, withDay, wrong } from './week';

it('opens a day with usual hours and keeps the others', () => {
  const week = withDay(OFFICE, 5, {});
  expect(week[5]).toEqual({ from: '09:00', until: '17:00' });
  expect(week.slice(0, 5)).toEqual(OFFICE.slice(0, 5));
  expect(withDay(week, 5, null)).toEqual(OFFICE);
});

it.each([
  ['09:00', '17:00', false],
  ['17:00', '09:00', true],
  ['09:00', '09:00', true],
  ['', '09:00', true],
])('a day from %s until %s is wrong: %s', (from, until, bad) =>
  expect(wrong(withDay(OFFICE, 0, { from, until }))).toBe(bad),
);
