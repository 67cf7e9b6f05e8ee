import { beforeEach, describe, expect, it } from 'vitest';
import { activeRow, between, choose, chosen, letGo, shown } from './selection';

describe('between', () => {
  it.each([
    [['a', 'b', 'c', 'd'], 'b', 'd', 'bcd'],
    [['a', 'b', 'c', 'd'], 'd', 'b', 'bcd'],
    [['a', 'b'], null, 'b', 'b'],
    [['a', 'b'], 'gone', 'b', 'b'],
    [['a', 'b'], 'a', 'gone', ''],
  ])('%s from %s to %s', (order, from, to, expected) =>
    expect(between(order, from, to).join('')).toBe(expected),
  );
});

describe('choosing', () => {
  beforeEach(() => {
    letGo();
    shown.set(['a', 'b', 'c', 'd']);
    activeRow.set('a');
  });
  const now = () => [...chosen.get()].sort().join('');

  it('takes one, and lets it go again', () => {
    choose('b', false);
    expect(now()).toBe('b');
    choose('b', false);
    expect(now()).toBe('');
  });

  it('takes a range from the row chosen before, or from the row the keyboard is on', () => {
    choose('b', false);
    choose('d', true);
    expect(now()).toBe('bcd');
    letGo();
    choose('c', true);
    expect(now()).toBe('abc');
  });
});
