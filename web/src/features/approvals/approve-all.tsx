import { useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useIntentWords } from '~/features/drafts/intent-words';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Progress } from '~/ui/progress';
import { approveMany, type Course } from './approve-many';
import type { QueueRow } from './use-queue';

interface Props {
  rows: readonly QueueRow[];
  onClose: () => void;
}

/** Asks once, states the number, and lets them go one by one; what did not go is named with the reason. */
export function ApproveAll({ rows, onClose }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const intent = useIntentWords()(rows[0]?.draft.intent ?? '');
  const [course, setCourse] = useState<Course | null>(null);
  const [ended, setEnded] = useState(false);
  const stop = useRef(false);
  const names = new Map(rows.map((row) => [row.draft.id, row.conversation.contact.name]));
  const count = rows.length;

  async function go(): Promise<void> {
    setCourse({ done: 0, failed: [] });
    const drafts = rows.map((row) => row.draft);
    const { done, failed } = await approveMany(client, drafts, setCourse, () => !stop.current);
    setCourse({ done, failed });
    if (failed.length === 0) {
      toast(t('approve-all-done', { count: done }));
      onClose();
    } else setEnded(true);
  }
  const leave = () => {
    stop.current = true;
    onClose();
  };

  return (
    <Dialog
      open
      onClose={leave}
      title={
        ended ? t('approve-all-ended', { done: course?.done ?? 0, count }) : t('approve-all-title', { count })
      }
    >
      <div className="grid gap-4 p-5">
        {course === null ? (
          <>
            <p className="text-quiet">{t('approve-all-text', { intent })}</p>
            <ul className="max-h-[40dvh] divide-y divide-line overflow-y-auto rounded-xl border border-line">
              {rows.map(({ draft }) => (
                <li key={draft.id} className="grid gap-0.5 px-3.5 py-2">
                  <bdi className="text-sm font-medium">{names.get(draft.id)}</bdi>
                  <p dir="auto" className="line-clamp-2 text-sm text-quiet">
                    {draft.text}
                  </p>
                </li>
              ))}
            </ul>
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={leave}>{t('app-cancel')}</Button>
              <Button variant="primary" data-focus-first="" onClick={() => void go()}>
                {t('approve-all-go', { count })}
              </Button>
            </div>
          </>
        ) : (
          <>
            <div role="status" className="grid gap-2">
              {ended ? (
                <p className="sr-only">{t('approve-all-done', { count: course.done })}</p>
              ) : (
                <Progress
                  label={t('approve-all-title', { count })}
                  share={(course.done + course.failed.length) / count}
                />
              )}
            </div>
            <Failures course={course} names={names} />
            <div className="flex justify-end">
              <Button onClick={leave}>{ended ? t('app-close') : t('approve-all-stop')}</Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Failures({ course, names }: { course: Course; names: ReadonlyMap<string, string> }) {
  const { t } = useL10n();
  if (course.failed.length === 0) return null;
  return (
    <div role="alert">
      <p className="font-medium text-red">{t('approve-all-failed', { count: course.failed.length })}</p>
      <ul className="mt-1.5 grid gap-1 text-sm">
        {course.failed.map(({ draft, why }) => (
          <li key={draft.id} className="flex items-start gap-2">
            <TriangleAlert size={14} aria-hidden="true" className="mt-1 shrink-0 text-red" />
            <span>
              <bdi className="font-medium">{names.get(draft.id)}</bdi>: {why}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
