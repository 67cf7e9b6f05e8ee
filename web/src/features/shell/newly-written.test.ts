import { expect, it } from 'vitest';
import type { ConversationRow } from '~/api/types';
import { NewlyWritten } from './newly-written';

const row = (id: string, at: string, direction = 'in') =>
  ({ id, last: { at, direction } }) as unknown as ConversationRow;
const told = (written: { conversation_id: string }[]) => written.map((one) => one.conversation_id);

it('tells what came since the look before, once', () => {
  const written = new NewlyWritten();
  expect(written.look([row('a', '08:00')])).toEqual([]);
  expect(told(written.look([row('b', '08:05'), row('a', '08:00')]))).toEqual(['b']);
  expect(told(written.look([row('a', '08:06'), row('b', '08:05')]))).toEqual(['a']);
  expect(written.look([row('a', '08:06'), row('b', '08:05')])).toEqual([]);
});

it('tells nothing of one’s own answers', () => {
  const written = new NewlyWritten();
  written.look([]);
  expect(written.look([row('a', '08:00', 'out'), { ...row('b', ''), last: null }])).toEqual([]);
});
