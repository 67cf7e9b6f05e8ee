import { expect, it } from 'vitest';
import type { ConversationRow } from '~/api/types';
import { closingSoon, Told } from './closing-soon';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const row = (minutes: number, over: object = {}) =>
  ({
    id: String(minutes),
    assignee: { id: 'rina', name: 'Rina' },
    window: { state: 'open', closes_at: new Date(NOW + minutes * 60_000).toISOString() },
    last: { direction: 'in' },
    ...over,
  }) as ConversationRow;

it('tells of one’s own that wait and close within half an hour', () => {
  const rows = [
    row(29),
    row(31),
    row(-1),
    row(10, { assignee: null }),
    row(11, { assignee: { id: 'budi' } }),
    row(12, { last: { direction: 'out' } }),
    row(13, { window: { state: 'closed', closed_at: '' } }),
  ];
  expect(closingSoon(rows, 'rina', NOW).map((one) => one.id)).toEqual(['29']);
});

it('tells each once', () => {
  const told = new Told();
  expect([told.first('a'), told.first('b'), told.first('a')]).toEqual([true, true, false]);
});
