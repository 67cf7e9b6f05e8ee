import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilDone } from './until-done';

const page = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Something that fails so often before it works. */
function failing(times: number) {
  const load = vi.fn(async () => {
    if (load.mock.calls.length <= times) throw new Error('no');
    return 'there';
  });
  return load;
}

it('tries again after ever longer waits', async () => {
  const load = failing(2);
  const done = untilDone(load);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(load).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(load).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(load).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(await done).toBe('there');
});

it('tries at once when the connection is back', async () => {
  const load = failing(1);
  const done = untilDone(load);
  await vi.advanceTimersByTimeAsync(0);
  page.dispatchEvent(new Event('online'));
  expect(await done).toBe('there');
  expect(vi.getTimerCount()).toBe(0);
});

it('tries no more when it is stopped', async () => {
  const load = failing(9);
  const stop = new AbortController();
  const done = untilDone(load, stop.signal);
  await vi.advanceTimersByTimeAsync(0);
  stop.abort();
  expect(await done).toBeNull();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load).toHaveBeenCalledTimes(1);
});
