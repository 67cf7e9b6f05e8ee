import type { ChannelDefaults } from '~/api/types-admin';

export type Week = NonNullable<ChannelDefaults['hours']>;
type Day = Week[number];

const NINE_TO_FIVE = { from: '09:00', until: '17:00' };

/** What one begins with: Monday to Friday. */
export const OFFICE: Week = [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? NINE_TO_FIVE : null));

/** Whether some day would end before it begins. */
export function wrong(week: Week): boolean {
  return week.some((day) => day !== null && (!day.from || !day.until || day.from >= day.until));
}

/** The week with one day as wished; a day that opens begins with usual hours. */
export function withDay(week: Week, at: number, day: Partial<NonNullable<Day>> | null): Week {
  const { from, until } = { ...NINE_TO_FIVE, ...week[at], ...day };
  return week.with(at, day && { from, until });
}
