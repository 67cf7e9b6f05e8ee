import { describe, expect, it } from 'vitest';
import type { ConversationRow, DraftState } from '~/api/types';
import { readQueue } from './search';
import { channels, intents, sift } from './sift';

const row = (id: string, intent: string, was: DraftState, channel: string) => ({
  id,
  draft: { intent, state: was },
  was,
  conversation: { channel: { id: channel, name: channel.toUpperCase() } as ConversationRow['channel'] },
});
const rows = [
  row('a', 'price', 'waiting', 'c1'),
  row('b', 'hours', 'held', 'c2'),
  row('c', 'price', 'held', 'c1'),
  row('d', 'price', 'waiting', 'c2'),
];
const ids = (search: Parameters<typeof sift>[1]) =>
  sift(rows, search)
    .map((one) => one.id)
    .join('');

describe('sifting', () => {
  it.each([
    [{}, 'abcd'],
    [{ show: 'held' }, 'bc'],
    [{ intent: 'price' }, 'acd'],
    [{ channel: 'c1', show: 'waiting' }, 'a'],
    [{ channel: 'c3' }, ''],
  ] as const)('%j shows %s', (search, wanted) => expect(ids(search)).toBe(wanted));

  it('keeps a decided row where it was until it has said farewell', () => {
    const gone = {
      ...row('e', 'price', 'waiting', 'c1'),
      draft: { intent: 'price', state: 'approved' as const },
    };
    expect(sift([gone], { show: 'waiting' })).toHaveLength(1);
    expect(sift([gone], { show: 'held' })).toHaveLength(0);
  });

  it('counts intents and channels, the most frequent first', () => {
    expect(intents(rows).map(({ id, count }) => `${id} ${count}`)).toEqual(['price 3', 'hours 1']);
    expect(channels(rows).map(({ name, count }) => `${name} ${count}`)).toEqual(['C1 2', 'C2 2']);
  });
});

describe('the address', () => {
  it('holds what can be shown and nothing else', () => {
    expect(readQueue({ show: 'held', intent: 'shipping_cost', channel: 'x', draft: 'y' })).toEqual({
      show: 'held',
      intent: 'shipping_cost',
      channel: 'x',
      draft: 'y',
    });
    expect(readQueue({ show: 'open', intent: '<b>', channel: 7, draft: '' })).toEqual({});
  });
});
