import { describe, expect, it } from 'vitest';
import { presets, typed } from './snooze';

const said = (now: string) =>
  presets(new Date(now)).map(
    ({ id, until }) => `${id} ${until.getDay()} ${until.getHours()}:${until.getMinutes()}`,
  );

describe('presets', () => {
  it('offers later today, tomorrow and next week', () => {
    // A Wednesday morning.
    expect(said('2026-11-25T10:40')).toEqual(['later 3 13:0', 'tomorrow 4 9:0', 'week 1 9:0']);
  });

  it('offers no later in the evening', () => {
    expect(said('2026-11-25T17:10')).toEqual(['tomorrow 4 9:0', 'week 1 9:0']);
    expect(said('2026-11-25T23:10')).toEqual(['tomorrow 4 9:0', 'week 1 9:0']);
  });

  it('does not offer the same moment twice on a Sunday, and next week is never today', () => {
    expect(said('2026-11-29T10:00')).toEqual(['later 0 13:0', 'tomorrow 1 9:0']);
    const monday = presets(new Date('2026-11-30T10:00')).find((one) => one.id === 'week');
    expect(monday?.until.getDate()).toBe(7);
  });

  it('always lies ahead', () => {
    for (let hour = 0; hour < 24 * 8; hour += 1) {
      const now = new Date(2026, 10, 23, hour, 59);
      for (const { until } of presets(now)) expect(until.getTime()).toBeGreaterThan(now.getTime());
    }
  });
});

describe('typed', () => {
  const now = new Date('2026-11-25T10:40');
  it.each([
    ['2026-11-26', '', '2026-11-26T09:00'],
    ['2026-11-25', '11:00', '2026-11-25T11:00'],
    ['2026-11-25', '10:00', null],
    ['', '11:00', null],
  ])('%s %s', (date, time, expected) =>
    expect(typed(date, time, now)).toEqual(expected === null ? null : new Date(expected)),
  );
});
