import { describe, expect, it } from 'vitest';
import { fits, fittingFirst } from './template-fit';

it.each([
  ['shipping_cost', 'info_ongkir', true],
  ['hours', 'jam_buka_toko', true],
  ['order_status', 'order_update', true],
  ['promo_valid', 'diskon.lebaran', true],
  ['price', 'jam_buka_toko', false],
  ['warranty', 'warranty', true],
  ['unknown', 'hello_world', false],
  [undefined, 'hello_world', false],
])('asked about %s, %s fits: %s', (intent, name, wanted) => expect(fits({ name }, intent)).toBe(wanted));

describe('the list', () => {
  const list = ['hello_world', 'jam_buka', 'ongkir_lama', 'ongkir_baru'].map((name) => ({ name }));
  const names = (intent: string | undefined, offered = (_: { name: string }) => true) =>
    fittingFirst(list, intent, offered).map((one) => one.name);

  it('begins with what fits, and keeps its order', () => {
    expect(names('shipping_cost')).toEqual(['ongkir_lama', 'ongkir_baru', 'hello_world', 'jam_buka']);
    expect(names(undefined)).toEqual(list.map((one) => one.name));
  });

  it('does not lift what cannot be sent', () => {
    expect(names('hours', (one) => one.name !== 'jam_buka')).toEqual(list.map((one) => one.name));
  });
});
