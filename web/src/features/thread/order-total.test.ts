import { expect, it } from 'vitest';
import { namesOf, total } from './order-total';

it.each([
  [
    [
      { quantity: 2, price: '149000', currency: 'IDR' },
      { quantity: 1, price: '25000', currency: 'IDR' },
    ],
    { amount: 323000, currency: 'IDR' },
  ],
  [[{ quantity: 1, price: null, currency: 'IDR' }], null],
  [
    [
      { quantity: 1, price: '1', currency: 'IDR' },
      { quantity: 1, price: '1', currency: 'USD' },
    ],
    null,
  ],
  [[], null],
])('%j', (items, sum) => expect(total(items)).toEqual(sum));

it('names what was ordered as the catalogue does', () => {
  const names = namesOf({ items: [{ sku: 'AG-Kt', name: 'Kantong tidur' }, { sku: 'X' }] });
  expect(names.get('ag-kt')).toBe('Kantong tidur');
  expect(names.size).toBe(1);
  expect(namesOf(undefined).size).toBe(0);
});
