import { expect, it } from 'vitest';
import type { ConversationRow } from '~/api/types';
import { NewlyWritten } from './newly-written';

const day = (time: string) => `2026-11-02T${time}:00Z`;
const row = (id: string, time: string, direction = 'in') =>
  ({ id, last: { at: day(time), direction } }) as unknown as ConversationRow;
const told = (written: { conversation_id: string }[]) => written.map((one) => one.conversation_id);
const since = (time: string) => new NewlyWritten(Date.parse(day(time)));

it('tells what came since the live events ended, once', () => {
  const written = since('08:02');
  expect(told(written.look([row('b', '08:05'), row('a', '08:00')]))).toEqual(['b']);
  expect(told(written.look([row('a', '08:06'), row('b', '08:05')]))).toEqual(['a']);
  expect(written.look([row('a', '08:06'), row('b', '08:05')])).toEqual([]);
});

it('tells nothing of what somebody marks as unread again', () => {
  const written = since('08:00');
  expect(told(written.look([row('a', '08:05')]))).toEqual(['a']);
  expect(written.look([row('old', '08:03'), row('a', '08:05')])).toEqual([]);
});

it('tells nothing of one’s own answers', () =>
  expect(since('07:00').look([row('a', '08:00', 'out'), { ...row('b', '08:00'), last: null }])).toEqual([]));
