import type { QueryClient } from '@tanstack/react-query';
import { untilDone } from '~/lib/until-done';
import { alertsKey } from './alerts';
import { jobsKey } from './jobs';
import { mentionsKey } from './mentions';
import { isProblem, isTransient } from './problem';
import { keys } from './queries';
import { backoff } from './socket';

/** Events were lost, or none come: everything shown is read again, the rest when it is next looked at. */
export function readAgain(client: QueryClient): void {
  for (const key of [
    keys.conversations,
    keys.counts,
    ['conversation'],
    ['messages'],
    ['notes'],
    keys.contacts,
    ['contact'],
    keys.drafts,
    keys.decisions,
    ['draft'],
    jobsKey,
    mentionsKey,
    alertsKey,
  ]) {
    void client.invalidateQueries({ queryKey: key });
  }
}

export type Job = () => Promise<void>;

/** What is tried by itself, before everything is read again. */
const TRIES = 3;

/** Does each of them; gives back what the server did not answer. A refusal is an answer. */
export async function attempted(jobs: readonly Job[]): Promise<readonly Job[]> {
  const answered = (error: unknown) => isProblem(error) && !isTransient(error);
  const done = await Promise.all(jobs.map((job) => job().then(() => true, answered)));
  return jobs.filter((_, n) => !done[n]);
}

/** Does late what got no answer: the event that told of it comes no second time. */
export class CatchUp {
  #waiting = false;

  constructor(
    private readonly readAll: () => void,
    /** It was done late, and what tells of it may have been asked too early. */
    private readonly onDone: () => void,
    private readonly random: () => number = Math.random,
  ) {}

  async late(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    let left = jobs;
    for (let attempt = 0; left.length > 0 && attempt < TRIES; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, backoff(attempt + 1, this.random)));
      left = await attempted(left);
    }
    const [first] = left;
    if (!first) return this.onDone();
    if (this.#waiting) return;
    this.#waiting = true;
    // One of them tells that the server answers again.
    await untilDone(async () => {
      if ((await attempted([first])).length > 0) throw new Error('not yet');
    });
    this.#waiting = false;
    this.readAll();
  }
}
