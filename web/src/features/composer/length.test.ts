import { expect, it } from 'vitest';
import { lengthLeft, limitOf } from './length';

const instagram = { text_max: 1000, text_bytes: true, public_max: 300 };

it('counts as the channel counts', () => {
  expect(lengthLeft(' سلام ', limitOf(instagram, false))).toBe(1000 - 8);
  expect(lengthLeft(' سلام ', limitOf(instagram, true))).toBe(300 - 4);
  expect(lengthLeft('👍🏽', limitOf({ text_max: 4096, text_bytes: false, public_max: null }, false))).toBe(
    4094,
  );
  expect(lengthLeft('x', limitOf(undefined, true))).toBe(4095);
});
