/** When a conversation may sleep until. Pure: the time is given, days are those of the browser. */

type Preset = 'later' | 'tomorrow' | 'week';

const MORNING = 9;
/** "Later today" is this far away, and not after the working day. */
const LATER_H = 3;
const EVENING = 18;

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** The presets that make sense now, in their order. Late in the day there is no later. */
export function presets(now: Date): { id: Preset; until: Date }[] {
  const later = new Date(now.getTime() + LATER_H * 3600_000);
  later.setMinutes(0, 0, 0);
  // Monday, and never today.
  const monday = ((8 - now.getDay()) % 7 || 7) as number;
  return [
    ...(later.getDate() === now.getDate() && later.getHours() <= EVENING
      ? [{ id: 'later' as const, until: later }]
      : []),
    { id: 'tomorrow', until: at(now, 1, MORNING) },
    ...(monday === 1 ? [] : [{ id: 'week' as const, until: at(now, monday, MORNING) }]),
  ];
}

/** What a date field and a time field say, or null while it is no time to come. */
export function typed(date: string, time: string, now: Date): Date | null {
  const until = new Date(`${date}T${time || '09:00'}`);
  return Number.isFinite(until.getTime()) && until > now ? until : null;
}
