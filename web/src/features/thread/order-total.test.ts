import { expect, it } from 'vitest';
import { total } from './order-total';

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
