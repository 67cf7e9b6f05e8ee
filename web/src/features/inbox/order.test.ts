import { describe, expect, it } from 'vitest';
import { arrange } from './order';

const rows = (keys: string) => [...keys].map((key) => ({ key }));
const at = (before: string | null, next: string, held = true) => {
  const { rows: shown, waiting } = arrange(
    before === null ? null : [...before],
    rows(next),
    (row) => row.key,
    held,
  );
  return [shown.map((row) => row.key).join(''), waiting];
};

describe('arrange', () => {
  it('follows the server while nobody reads', () => {
    expect(at('abc', 'cab', false)).toEqual(['cab', 0]);
    expect(at(null, 'cab')).toEqual(['cab', 0]);
  });

  it.each([
    ['nothing moves', 'abc', 'abc', 'abc', 0],
    ['one moves up', 'abcd', 'cabd', 'abcd', 1],
    ['a new one waits', 'abc', 'nabc', 'abc', 1],
    ['two new, one up', 'abcd', 'nmdabc', 'abcd', 3],
    ['one is gone', 'abc', 'ac', 'ac', 0],
    ['a further page comes in', 'abc', 'abcde', 'abcde', 0],
  ])('%s', (_, before, next, shown, waiting) => expect(at(before, next)).toEqual([shown, waiting]));
});
