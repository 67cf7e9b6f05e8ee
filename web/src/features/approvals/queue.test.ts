import { describe, expect, it } from 'vitest';
import type { Draft } from '~/api/types';
import { farewell, inOrder, keepPlaces, neighbour, summary } from './queue';

const now = Date.parse('2026-03-01T10:00:00.000Z');
const iso = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const known = (id: string, age: number, closesIn: number | null) => ({
  draft: { id, created_at: iso(-age), reply_to: iso(-age) } as Draft,
  conversation: {
    window:
      closesIn === null
        ? { state: 'closed' as const, closed_at: iso(-1) }
        : { state: 'open' as const, closes_at: iso(closesIn) },
  },
});

describe('the queue', () => {
  const queue = [
    known('late', 1, 900),
    known('soon', 2, 30),
    known('closed', 9, null),
    known('old', 40, 900),
  ];

  it('puts what closes first on top, then the oldest, and what is closed last', () => {
    expect(inOrder(queue).map(({ draft }) => draft.id)).toEqual(['soon', 'old', 'late', 'closed']);
  });

  it('counts', () => {
    expect(summary(queue, now)).toEqual({ count: 4, oldestMs: 40 * 60_000, closingSoon: 1 });
    const none = known('none', 90, 10);
    const unanswered = { ...none, draft: { ...none.draft, state: 'no_grounding' as const } };
    expect(summary([...queue, unanswered], now)).toEqual(summary(queue, now));
    expect(summary([], now)).toEqual({ count: 0, oldestMs: null, closingSoon: 0 });
  });
});

it.each([
  ['abc', 'b', 'c'],
  ['abc', 'c', 'b'],
  ['a', 'a', null],
  ['abc', 'gone', 'a'],
])('%s without %s goes on with %s', (ids, leaving, next) => expect(neighbour([...ids], leaving)).toBe(next));

it('lets each row go once, though it left twice', () => {
  const row = (id: string, state: string) => ({ draft: { id, state } });
  const gone = [row('a', 'approved'), row('b', 'approved')];
  expect(farewell(gone, [row('a', 'sent'), row('c', 'approved')])).toEqual([
    row('b', 'approved'),
    row('a', 'sent'),
    row('c', 'approved'),
  ]);
});

const letter = (one: string) => one;
it.each([
  // The order changed: places are kept, and what is gone leaves.
  ['abc', 'cab', 'abc'],
  ['abc', 'ca', 'ac'],
  // New ones come in behind the row they follow, also behind one another.
  ['abc', 'axybc', 'axybc'],
  ['abc', 'xabc', 'xabc'],
  ['abc', 'cxba', 'abcx'],
  ['', 'ab', 'ab'],
])('of %s, now %s, a held list shows %s', (before, now, wanted) =>
  expect(keepPlaces([...before], [...now], letter).join('')).toBe(wanted),
);
