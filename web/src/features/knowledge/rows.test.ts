import { expect, it } from 'vitest';
import { readable } from './rows';

it('reads a row of any shape', () => {
  expect(readable({ id: 'x', name: 'Kaos', price: 149000, sizes: ['S', 'M'], note: '' })).toEqual({
    title: 'Kaos',
    facts: [
      ['price', '149000'],
      ['sizes', 'S, M'],
    ],
  });
  expect(readable({ variants: [{ sku: 'a', stock: 4 }] }).facts[0]?.[1]).toBe('sku: a, stock: 4');
  expect(readable({}).title).toBe('–');
});
