import { expect, it } from 'vitest';
import { step } from './step';

it.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 3, 4],
  ['ArrowDown', 9, 9],
  ['ArrowUp', -1, 0],
  ['ArrowUp', 0, 0],
  ['PageDown', 2, 7],
  ['PageUp', 2, 0],
  ['Home', 8, 0],
  ['End', 0, 9],
  ['x', 4, null],
])('%s from %d leads to %s', (key, from, to) => expect(step(key, from, 10, 5)).toBe(to));

it('has nowhere to go in an empty list', () => expect(step('ArrowDown', -1, 0, 5)).toBeNull());
