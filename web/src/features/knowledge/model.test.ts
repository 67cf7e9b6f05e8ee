import { describe, expect, it } from 'vitest';
import { changesOf, copyName, matches, typedNumber, withEdits } from './model';

const rows = [
  { sku: 'A', name: 'Tas', price: 1 },
  { sku: 'B', name: 'Topi', aliases: ['cap'] },
];

describe('editing rows', () => {
  it('shows the last word on each row and new rows first', () => {
    const edits = [
      { key: 'A', row: { sku: 'A', name: 'Tas', price: 2 } },
      { key: 'new:1', row: { sku: 'C', name: 'Tenda' } },
      { key: 'B', row: null },
    ];
    const kept = withEdits(rows, edits, 'sku');
    expect(kept.map((one) => [one.key, one.state])).toEqual([
      ['new:1', 'new'],
      ['A', 'changed'],
    ]);
    expect(changesOf('items', edits).map((one) => [one.id, one.row === null])).toEqual([
      ['A', false],
      ['C', false],
      ['B', true],
    ]);
  });

  it('says nothing of a row that came and went', () => {
    const edits = [
      { key: 'new:1', row: { sku: 'C' } },
      { key: 'new:1', row: null },
    ];
    expect(changesOf('items', edits)).toEqual([]);
    expect(withEdits(rows, edits, 'sku')).toHaveLength(2);
  });

  it('finds by code, name and other names', () => {
    const [, hat] = withEdits(rows, [], 'sku');
    expect(hat && matches(hat, 'CAP', 'all', new Set())).toBe(true);
    expect(hat && matches(hat, 'tas', 'all', new Set())).toBe(false);
    expect(hat && matches(hat, '', 'unpriced', new Set())).toBe(true);
    expect(hat && matches(hat, '', 'failed', new Set(['item:B']))).toBe(true);
  });

  it('reads numbers as people type them, and refuses what could be two', () => {
    expect(typedNumber('365.000', 0)).toBe(365000);
    expect(typedNumber('12,50', 2)).toBe(12.5);
    expect(typedNumber('1.234', 2)).toBeUndefined();
    expect(typedNumber('', 0)).toBeNull();
    expect(typedNumber('-5', 0)).toBeUndefined();
  });

  it('names a copy as nothing else is named', () => {
    expect(copyName('A', new Set(['a-2']))).toBe('A-3');
  });
});
