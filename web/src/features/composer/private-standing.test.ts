import { expect, it } from 'vitest';
import { aim, standing } from './private-standing';

const now = Date.parse('2026-11-28T07:00:00Z');
const told = (until: string, answered = false) => ({ until, answered });

it.each([
  [undefined, 'open'],
  [told('2026-11-28T07:00:01Z'), 'open'],
  [told('2026-11-28T07:00:00Z'), 'over'],
  [told('2026-12-01T07:00:00Z', true), 'answered'],
  [told('2026-11-01T07:00:00Z', true), 'answered'],
])('%j is %s', (one, wanted) => expect(standing(one, now)).toBe(wanted));

it('goes to one only when that was chosen', () => {
  expect(aim(true, false, 'comment')).toEqual({ to: null, open: true, lost: false });
  expect(aim(true, true, 'comment')).toEqual({ to: 'comment', open: false, lost: false });
});

it('never goes to everybody because the comment is not here', () =>
  expect(aim(true, true, null)).toEqual({ to: null, open: false, lost: true }));

it('knows no such choice in a chat', () =>
  expect(aim(false, true, 'message')).toEqual({ to: null, open: false, lost: false }));
