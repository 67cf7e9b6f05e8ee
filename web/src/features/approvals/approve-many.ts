import type { QueryClient } from '@tanstack/react-query';
import { api, ok, once } from '~/api/client';
import { keepDraft, keepMessage } from '~/api/live';
import { isProblem, UNREACHABLE } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Draft } from '~/api/types';

interface Failed {
  draft: Draft;
  why: string;
}

export interface Course {
  done: number;
  failed: readonly Failed[];
}

/**
 * Approves one after the other, each against the version that was shown: whatever changed meanwhile stays, and is told.
 * `goOn` is asked before each.
 */
export async function approveMany(
  client: QueryClient,
  drafts: readonly Draft[],
  onStep: (course: Course) => void,
  goOn: () => boolean,
): Promise<Course> {
  const failed: Failed[] = [];
  let done = 0;
  for (const draft of drafts) {
    if (!goOn()) break;
    try {
      const { draft: after, message } = await ok(
        api.POST('/drafts/{id}/approve', {
          params: { path: { id: draft.id }, header: once() },
          body: { version: draft.version },
        }),
      );
      keepDraft(client, after);
      keepMessage(client, message);
      done += 1;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (isProblem(error) && error.problem.draft) keepDraft(client, error.problem.draft);
      failed.push({ draft, why: error.message });
      // Without a connection the others would only fail as well.
      if (!isProblem(error) || error.status === UNREACHABLE) break;
    }
    onStep({ done, failed: [...failed] });
  }
  for (const key of [keys.counts, keys.drafts, keys.decisions])
    void client.invalidateQueries({ queryKey: key });
  return { done, failed };
}
