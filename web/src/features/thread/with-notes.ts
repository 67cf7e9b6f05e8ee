import type { Note } from '~/api/notes';
import { daysBetween } from '~/lib/format';
import type { Line } from './group';

/** One row of the thread: a message of it, or a note of ours beside it. */
export type Entry =
  | { type: 'message'; at: string; newDay: boolean; line: Line }
  | { type: 'note'; at: string; newDay: boolean; note: Note };

/** Which part of a thread is on the page. */
interface Span {
  /** Earlier messages are not loaded. */
  older: boolean;
  /** Later messages are not loaded. */
  newer: boolean;
}

/** Puts notes where their time is, among the messages that are loaded; the day begins with whatever comes first. */
export function withNotes(lines: readonly Line[], notes: readonly Note[], span: Span): Entry[] {
  const first = lines[0]?.message.at;
  const last = lines.at(-1)?.message.at;
  const here = notes.filter(
    (note) =>
      (!span.older || (first !== undefined && note.at >= first)) &&
      (!span.newer || (last !== undefined && note.at <= last)),
  );
  const distinct = [...new Map(here.map((note) => [note.id, note])).values()];
  const sorted = distinct.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const rows: Entry[] = [];
  let next = 0;
  const put = (entry: Entry) => {
    const before = rows.at(-1);
    const newDay = !before || daysBetween(Date.parse(before.at), Date.parse(entry.at)) !== 0;
    rows.push({ ...entry, newDay });
  };
  const putNotes = (until: number) => {
    for (let note = sorted[next]; note && Date.parse(note.at) < until; note = sorted[++next])
      put({ type: 'note', at: note.at, newDay: false, note });
  };
  for (const line of lines) {
    putNotes(Date.parse(line.message.at));
    put({ type: 'message', at: line.message.at, newDay: false, line });
  }
  putNotes(Number.POSITIVE_INFINITY);
  return rows;
}
