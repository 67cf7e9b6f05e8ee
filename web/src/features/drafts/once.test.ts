import { expect, it } from 'vitest';
import { once } from './once';

const source = (id: string, passage: string, version = '1') => ({
  id,
  kind: id.split(':')[0] ?? '',
  title: id.toUpperCase(),
  passage,
  version,
});

it('names each source once, in the order of the draft, with all that is cited of it', () => {
  const named = once([
    source('item:A', 'Price 1'),
    source('policy:P', 'Within 7 days'),
    source('item:A', 'Stock 3', '2'),
    source('item:A', 'Price 1'),
    source('item:B', 'Price 2'),
  ]);
  expect(named.map(({ id, version, passages }) => [id, version, ...passages])).toEqual([
    ['item:A', '1', 'Price 1', 'Stock 3'],
    ['policy:P', '1', 'Within 7 days'],
    ['item:B', '1', 'Price 2'],
  ]);
});
