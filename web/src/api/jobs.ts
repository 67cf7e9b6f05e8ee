import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ok, once } from './client';
import type { components } from './schema';

export type Job = components['schemas']['Job'];
export type Steering = 'pause' | 'resume' | 'cancel';

/** Under which name long work is kept; `job.updated` reads it again. */
export const jobsKey = ['jobs'] as const;

/** The newest long work: what runs, and what ended lately. */
export const jobsQuery = queryOptions({
  queryKey: jobsKey,
  queryFn: ({ signal }) => ok(api.GET('/jobs', { params: { query: { limit: 20 } }, signal })),
});

/** One job; it is read from the list when it is there. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: [...jobsKey, id],
    queryFn: ({ signal }) => ok(api.GET('/jobs/{id}', { params: { path: { id } }, signal })),
  });

export async function steerJob(client: QueryClient, id: string, how: Steering): Promise<Job> {
  const ask = { params: { path: { id }, header: once() } };
  const answers = {
    pause: () => ok(api.POST('/jobs/{id}/pause', ask)),
    resume: () => ok(api.POST('/jobs/{id}/resume', ask)),
    cancel: () => ok(api.POST('/jobs/{id}/cancel', ask)),
  };
  const job = await answers[how]();
  void client.invalidateQueries({ queryKey: jobsKey });
  return job;
}
