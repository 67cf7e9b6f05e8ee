import { expect, it } from 'vitest';
import { told } from './told';

it('tells only what differs, in words', () => {
  const before = { sku: 'A', price: 1, stock: { S: 1 }, aliases: [] };
  const after = { sku: 'A', price: 2, stock: { S: 0, M: 3 }, note: 'baru' };
  expect(told(before, after)).toEqual([
    { name: 'price', before: '1', after: '2' },
    { name: 'stock', before: 'S: 1', after: 'S: 0, M: 3' },
    { name: 'note', before: null, after: 'baru' },
  ]);
  expect(told(null, { id: 'P1' })).toEqual([{ name: 'id', before: null, after: 'P1' }]);
});
