import { expect, it } from 'vitest';
import { fields, itemOf, problemIn } from './item-form';

const item = {
  sku: 'K',
  name: 'Kaos',
  price: 85000,
  sizes: ['S', 'M'],
  stock: { S: 3, M: 0 },
  attributes: { bahan: 'katun' },
  supplier: 'X',
};

it('gives back the item it was made of, with what it does not know', () => {
  const form = fields(item);
  expect(problemIn(form, 0)).toBeNull();
  expect(itemOf(item, form, 0)).toEqual({ ...item, aliases: [] });
});

it('empties a field and takes the stock of an item without sizes', () => {
  const form = { ...fields(item), price: '', sizes: [{ label: '', pieces: '7' }] };
  const row = itemOf(item, form, 0);
  expect(row.price).toBeUndefined();
  expect(row.stock).toEqual({ std: 7 });
  expect(row.sizes).toEqual([]);
});

it('says what cannot be taken', () => {
  const form = fields(item);
  expect(problemIn({ ...form, sku: ' ' }, 0)?.field).toBe('sku');
  expect(problemIn({ ...form, price: '12-15' }, 0)?.key).toBe('knowledge-bad-price');
  const twice = [
    { label: 'S', pieces: '1' },
    { label: 's', pieces: '1' },
  ];
  expect(problemIn({ ...form, sizes: twice }, 0)?.key).toBe('knowledge-size-twice');
});
