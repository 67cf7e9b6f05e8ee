import { describe, expect, it } from 'vitest';
import type { Note } from '~/api/notes';
import type { Message } from '~/api/types';
import { lines } from './group';
import { withNotes } from './with-notes';

const at = (minute: number) => new Date(2026, 2, 1, 10, minute).toISOString();
const message = (id: string, minute: number) =>
  ({ id, direction: 'in', at: at(minute), content: { type: 'text', body: id }, author: null }) as Message;
const note = (id: string, minute: number) => ({ id, at: at(minute) }) as Note;
const look = (messages: Message[], notes: Note[], span = { older: false, newer: false }) =>
  withNotes(lines(messages, null), notes, span).map((row) =>
    [row.newDay && 'D', row.type === 'note' ? `n${row.note.id}` : row.line.message.id]
      .filter(Boolean)
      .join(''),
  );

describe('notes', () => {
  it('stand where their time is, in whatever order they come, each once', () => {
    expect(look([message('a', 0), message('b', 10)], [note('2', 20), note('1', 5), note('1', 5)])).toEqual([
      'Da',
      'n1',
      'b',
      'n2',
    ]);
  });

  it('outside the loaded part wait for it', () => {
    const some = [note('0', -5), note('1', 5), note('2', 20)];
    expect(look([message('a', 0), message('b', 10)], some, { older: true, newer: true })).toEqual([
      'Da',
      'n1',
      'b',
    ]);
    expect(look([], some, { older: true, newer: false })).toEqual([]);
  });

  it('begin a day when they are its first', () => {
    expect(look([message('a', 0)], [note('1', 24 * 60)])).toEqual(['Da', 'Dn1']);
    expect(look([], [note('1', 0)])).toEqual(['Dn1']);
  });
});
