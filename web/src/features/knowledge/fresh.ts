import type { KnowledgeRow } from '~/api/types-admin';

/** A name that no other row has: people need not think of one. */
export function freshId(letter: string, rows: readonly KnowledgeRow[]): string {
  const taken = new Set(rows.map((row) => String(row.id ?? '').toLowerCase()));
  for (let n = rows.length + 1; ; n++) if (!taken.has(`${letter}${n}`.toLowerCase())) return `${letter}${n}`;
}

const DAYS_ID = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;

export interface Day {
  open: boolean;
  from: string;
  to: string;
}

/** The id of the policy that the hours are kept in. */
export const HOURS_ID = 'JAM-BUKA';

/** Opening hours as sentences: "Buka Senin-Jumat 09.00-17.00. Tutup Minggu." Days that are alike stand together. */
export function hoursText(days: readonly Day[]): string {
  const runs: { first: number; last: number; day: Day }[] = [];
  days.forEach((day, at) => {
    const before = runs.at(-1);
    if (before && same(before.day, day)) before.last = at;
    else runs.push({ first: at, last: at, day });
  });
  return runs
    .map(({ first, last, day }) => {
      const span = first === last ? DAYS_ID[first] : `${DAYS_ID[first]}-${DAYS_ID[last]}`;
      return day.open ? `Buka ${span} ${dotted(day.from)}-${dotted(day.to)}.` : `Tutup ${span}.`;
    })
    .join(' ');
}

const same = (a: Day, b: Day) => a.open === b.open && (!a.open || (a.from === b.from && a.to === b.to));
const dotted = (time: string) => time.replace(':', '.');

/** The days of a text that `hoursText` wrote, half-typed times included; null when somebody wrote it otherwise. */
export function hoursOf(text: string): Day[] | null {
  const days: (Day | undefined)[] = Array.from({ length: 7 });
  for (const sentence of text.split(/\.\s+|\.$/).filter((one) => one.trim() !== '')) {
    const found = /^(Buka|Tutup) (\w+)(?:-(\w+))?(?: (\d\d\.\d\d)?-(\d\d\.\d\d)?)?$/.exec(sentence.trim());
    if (!found) return null;
    const [whole, word, first = '', last = first, opens = '', closes = ''] = found;
    const hours = whole.endsWith('-') || opens !== '' || closes !== '';
    const from = DAYS_ID.indexOf(first as (typeof DAYS_ID)[number]);
    const to = DAYS_ID.indexOf(last as (typeof DAYS_ID)[number]);
    if (from < 0 || to < from || (word === 'Buka') !== hours) return null;
    for (let at = from; at <= to; at++) {
      days[at] = hours
        ? { open: true, from: opens.replace('.', ':'), to: closes.replace('.', ':') }
        : { open: false, from: '09:00', to: '17:00' };
    }
  }
  return days.every((day): day is Day => day !== undefined) ? days : null;
}

export const USUAL: Day[] = Array.from({ length: 7 }, (_, at) => ({
  open: at < 6,
  from: '09:00',
  to: '17:00',
}));
