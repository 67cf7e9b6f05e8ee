import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { api } from './client';
import { LiveCache } from './live';
import { ProblemError, toProblem, UNREACHABLE } from './problem';
import { keys } from './queries';
import type { Message } from './types';
import type { LiveEvent } from './types-admin';

const page = new EventTarget();
const ID = 'one';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const problem = (status: number) => new ProblemError(toProblem(status, null, null));

/** A desk that is told of one new message; the message's own address fails so often before it answers. */
function told(times: number, status = UNREACHABLE) {
  const message = { id: ID, conversation_id: 'thread', direction: 'in' } as Message;
  let asked = 0;
  vi.spyOn(api, 'GET').mockImplementation((async (path: string) => {
    if (path !== '/messages/{id}') throw problem(404);
    asked += 1;
    if (asked <= times) throw problem(status);
    return { data: message, response: new Response() };
  }) as never);
  const client = new QueryClient();
  const readAgain = vi.spyOn(client, 'invalidateQueries');
  const heard = vi.fn();
  const cache = new LiveCache(client, heard);
  cache.add({ type: 'event', seq: 1, kind: 'message.created', message_id: ID } as LiveEvent);
  const everything = () =>
    readAgain.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === keys.contacts[0]).length;
  const tries = () => asked;
  return { heard, everything, tries };
}

it('reads again what the server did not answer, a little later', async () => {
  const { heard, everything, tries } = told(2);
  await vi.advanceTimersByTimeAsync(100);
  expect(heard).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(heard).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: ID }));
  expect([tries(), everything()]).toEqual([3, 0]);
});

it('reads everything again once the server answers, when that took long', async () => {
  const { heard, everything } = told(6);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(everything()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(everything()).toBe(1);
});

it('takes a refusal for an answer', async () => {
  const { everything, tries } = told(1, 404);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([tries(), everything()]).toEqual([1, 0]);
});
