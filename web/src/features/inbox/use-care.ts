import { useQueryClient } from '@tanstack/react-query';
import { decide, restore } from '~/api/inbox';
import { ProblemError } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Decision, StoodBefore } from '~/api/types-inbox';
import { useL10n } from '~/l10n/words';
import { store } from '~/lib/store';
import { toast } from '~/lib/toast';
import { opposite, type Sum, settle } from './care-sum';
import { putBack } from './selection';

/** As many as the server takes in one request. */
const CHUNK = 200;

/** What runs now, for the bar that shows it. Null while nothing does. */
export const progress = store<{ done: number; total: number; cancel: () => void } | null>(null);

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += CHUNK) yield all.slice(at, at + CHUNK);
}

/** Carries out a decision about one conversation or thousands: in chunks, with progress, a summary and Undo. */
export function useCare() {
  const client = useQueryClient();
  const { t } = useL10n();

  function refresh(): void {
    for (const key of [keys.conversations, keys.counts, ['conversation'], ['labels'], ['assignees']])
      void client.invalidateQueries({ queryKey: key });
  }

  async function run(ids: readonly string[], each: (ids: readonly string[]) => Promise<Sum>): Promise<Sum> {
    let cancelled = false;
    const cancel = () => {
      cancelled = true;
    };
    const sum: Sum = { changed: [], failed: [], left: 0, problem: null };
    let done = 0;
    for (const part of chunks(ids)) {
      if (cancelled || sum.problem) {
        sum.left += part.length;
        continue;
      }
      if (ids.length > CHUNK) progress.set({ done, total: ids.length, cancel });
      try {
        const one = await each(part);
        sum.changed.push(...one.changed);
        sum.failed.push(...one.failed);
        done += part.length;
      } catch (error) {
        sum.problem = error instanceof ProblemError ? error.problem : null;
        if (!sum.problem) throw error;
        sum.left += part.length;
      }
    }
    progress.set(null);
    refresh();
    return sum;
  }

  async function undo(decision: Decision, before: readonly StoodBefore[]): Promise<void> {
    const back = opposite(decision);
    const byId = new Map(before.map((one) => [one.id, one]));
    putBack.set([...byId.keys()]);
    const sum = await run([...byId.keys()], async (ids) =>
      settle(
        back
          ? await decide(ids, back)
          : await restore(ids.map((id) => byId.get(id)).filter((one) => one !== undefined)),
      ),
    );
    toast(sum.problem ? t('care-undo-failed', { reason: sum.problem.title }) : t('care-undone'), {
      tone: sum.problem ? 'red' : 'plain',
    });
  }

  /** `words` says what was done to how many. */
  return async (
    ids: readonly string[],
    decision: Decision,
    words: (count: number) => string,
  ): Promise<void> => {
    const sum = await run(ids, async (part) => settle(await decide(part, decision)));
    const { changed, failed, left, problem } = sum;
    const parts = [words(changed.length)];
    if (failed.length > 0) parts.push(t('care-missing', { count: failed.length }));
    if (left > 0)
      parts.push(t('care-left', { count: left, reason: problem?.detail ?? problem?.title ?? '' }));
    const undoable = changed.length > 0 && decision.do !== 'unread';
    toast(parts.join(' '), {
      tone: failed.length > 0 || problem ? 'red' : 'plain',
      ...(undoable && {
        action: { label: t('care-undo'), undo: true, run: () => void undo(decision, changed) },
      }),
    });
  };
}
