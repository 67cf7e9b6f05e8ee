import type { components } from '~/api/schema';
import type { CodeSearch } from './search';

export type ErrorCode = components['schemas']['ErrorCode'];

/** A code as people see it: with its subcode where only that makes it this row, with its end where it is a range. */
export function shownCode({ code, code_to: to, subcodes }: ErrorCode): string {
  const [sub] = subcodes;
  return to != null ? `${code}–${to}` : sub !== undefined ? `${code}/${sub}` : String(code);
}

/** The name of a row's words in other languages than the server's. */
export function keyOf({ code, subcodes: [sub] }: ErrorCode): string {
  return sub === undefined ? `${code}` : `${code}-${sub}`;
}

export interface CodeWords {
  title: string;
  cause: string;
  hint: string;
}

export interface Row extends CodeWords {
  entry: ErrorCode;
}

/** The rows that are looked for: by a number of theirs, or by words that all stand in them. */
export function sift(rows: readonly Row[], { q = '', who }: CodeSearch): Row[] {
  const wanted = q.trim().toLowerCase();
  const mine = rows.filter(({ entry }) => !who || entry.who === who);
  if (/^\d+$/.test(wanted)) {
    const number = Number(wanted);
    const exact = mine.filter(({ entry }) => covers(entry, number));
    if (exact.length > 0) return exact;
    return mine.filter(({ entry }) => String(entry.code).startsWith(wanted));
  }
  const words = wanted.split(/\s+/).filter(Boolean);
  return mine.filter(({ entry, title, cause, hint }) => {
    const text = `${shownCode(entry)} ${title} ${cause} ${hint}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function covers({ code, code_to: to, subcodes }: ErrorCode, number: number): boolean {
  return (number >= code && number <= (to ?? code)) || subcodes.includes(number);
}
