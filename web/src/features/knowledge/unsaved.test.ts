import { expect, it } from 'vitest';
import { afterSave, NONE, restored } from './unsaved';

it.each([null, '', '[]', '7', 'null', '{"a":1}', '{"a":{"edits":[]}}', 'broken'])(
  'reads nothing from %j',
  (text) => {
    expect(restored(text)).toEqual({});
  },
);

it('reads what was kept', () => {
  const kept = { 'p.w.items': { edits: [{ key: 'A', row: null }], base: 3, next: 1 } };
  expect(restored(JSON.stringify(kept))).toEqual(kept);
});

it('keeps what was edited while it was saved, under the name the row has now', () => {
  const sent = [
    { key: 'new:1', row: { sku: 'C', name: 'Tenda' } },
    { key: 'A', row: null },
  ];
  const later = { key: 'new:1', row: { sku: 'C', name: 'Tenda besar' } };
  expect(afterSave({ edits: [...sent, later], base: 3, next: 2 }, sent, 'items', 4)).toEqual({
    edits: [{ ...later, key: 'C' }],
    base: 4,
    next: 2,
  });
  expect(afterSave({ ...NONE, edits: sent }, sent, 'items', 4).edits).toEqual([]);
});
