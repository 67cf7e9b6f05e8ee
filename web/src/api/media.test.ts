import { afterEach, expect, it, vi } from 'vitest';
import { file } from './client';
import { mediaQuery } from './media';
import { pause } from './pending-file';
import { ProblemError } from './problem';
import type { Problem } from './types';

vi.mock('./client', () => ({ file: vi.fn() }));

const refused = (status: number, code: string) => new ProblemError({ status, code, title: code } as Problem);

const ask = (signal: AbortSignal) => {
  const { queryFn } = mediaQuery('one');
  if (typeof queryFn !== 'function') throw new Error('nothing to ask with');
  return queryFn({ signal } as Parameters<typeof queryFn>[0]);
};

afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

it('waits for a file that the server is still fetching, however often it has to ask', async () => {
  vi.useFakeTimers();
  const here = new Blob(['photo']);
  for (let n = 0; n < 12; n += 1) vi.mocked(file).mockRejectedValueOnce(refused(409, 'file_pending'));
  vi.mocked(file).mockResolvedValueOnce(here);
  const asked = ask(new AbortController().signal);
  await vi.runAllTimersAsync();
  await expect(asked).resolves.toBe(here);
  expect(file).toHaveBeenCalledTimes(13);
});

it('asks no more once nobody looks', async () => {
  vi.useFakeTimers();
  vi.mocked(file).mockRejectedValue(refused(409, 'file_pending'));
  const looking = new AbortController();
  const asked = ask(looking.signal);
  const ended = expect(asked).rejects.toThrow('gone');
  await vi.advanceTimersByTimeAsync(1_000);
  const before = vi.mocked(file).mock.calls.length;
  looking.abort(new Error('gone'));
  await vi.advanceTimersByTimeAsync(60_000);
  await ended;
  expect(file).toHaveBeenCalledTimes(before);
});

it('asks less often the longer it takes', () => {
  expect([0, 1, 2, 3, 4, 9].map((asked) => pause(asked, 0))).toEqual([400, 800, 1600, 3200, 5000, 5000]);
  expect(pause(20, 60_000)).toBe(30_000);
});

it.each([
  ['file_failed', 409, 0, false],
  ['not_found', 404, 0, false],
  ['internal', 500, 1, true],
  ['internal', 500, 2, false],
] as const)('asks again after %s (%d), tried %d times: %s', (code, status, count, again) => {
  const { retry } = mediaQuery('one');
  expect(typeof retry === 'function' && retry(count, refused(status, code))).toBe(again);
});
