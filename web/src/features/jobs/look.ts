import type { Job } from '~/api/jobs';

/** What shorter work shows is nothing: a bar that only flashes helps nobody. */
export const PATIENCE_MS = 1000;

export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running' || job.state === 'paused';
}

/** Whether a job has gone on long enough to be shown, or ended in a way that wants a person. */
export function isShown(job: Job, now: number): boolean {
  return !isActive(job) || now - Date.parse(job.started) >= PATIENCE_MS;
}

/** What was not worked through yet. */
export function remaining(job: Job): number | null {
  return job.total === null || job.total === undefined ? null : Math.max(0, job.total - job.done);
}

/** The work the tab's title speaks of: the one that runs and began first. */
export function titled(jobs: readonly Job[], now: number): Job | null {
  const running = jobs.filter((job) => job.state === 'running' && isShown(job, now));
  return running.at(-1) ?? null;
}

/** Jobs that ended between two looks at the list; what was over when the page opened is no news. */
export function endedSince(before: readonly Job[] | null, after: readonly Job[]): Job[] {
  if (!before) return [];
  const was = new Map(before.map((job) => [job.id, job]));
  return after.filter((job) => {
    const old = was.get(job.id);
    return !isActive(job) && (old ? isActive(old) : before.every((one) => one.started < job.started));
  });
}
