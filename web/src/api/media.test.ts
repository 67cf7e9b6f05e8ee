import { expect, it } from 'vitest';
import { mediaQuery } from './media';
import { ProblemError } from './problem';
import type { Problem } from './types';

const refused = (status: number, code: string) => new ProblemError({ status, code, title: code } as Problem);

it.each([
  ['file_pending', 409, 0, true],
  ['file_pending', 409, 50, true],
  ['file_failed', 409, 0, false],
  ['not_found', 404, 0, false],
  ['internal', 500, 1, true],
  ['internal', 500, 2, false],
] as const)('asks again after %s (%d), tried %d times: %s', (code, status, count, again) => {
  const { retry } = mediaQuery('one');
  expect(typeof retry === 'function' && retry(count, refused(status, code))).toBe(again);
});
