import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Job, jobsQuery } from '~/api/jobs';
import { useL10n } from '~/l10n/words';
import { useClock } from '~/lib/now';
import { ahead } from '~/lib/title';
import { toast } from '~/lib/toast';
import { share } from '~/lib/work';
import { endedSince, isActive, isShown, titled } from './look';

const NONE: readonly Job[] = [];
/** Without an event: in case one was lost while work runs. */
const LOOK_MS = 4000;

/** Long work of this workspace, newest first, as it should be shown now. */
export function useJobs(): readonly Job[] {
  const { data } = useQuery({
    ...jobsQuery,
    refetchInterval: (query) => (query.state.data?.items.some(isActive) ? LOOK_MS : false),
  });
  return data?.items ?? NONE;
}

/** The tab's title while work runs, and a word when it ends. Mounted once, by the tray. */
export function useJobNews(jobs: readonly Job[]): void {
  const { t, percent } = useL10n();
  const client = useQueryClient();
  const now = useClock(jobs.some(isActive));
  const current = titled(jobs, now);
  const part = current && share(current);
  const name = current ? t(`job-${current.kind}.short`) : '';
  const title = !current ? '' : part === null ? name : `${percent(part ?? 0)} · ${name}`;
  useEffect(() => {
    ahead.set(title);
    return () => ahead.set('');
  }, [title]);
  const before = useRef<readonly Job[] | null>(null);
  const loaded = client.getQueryData(jobsQuery.queryKey) !== undefined;
  useEffect(() => {
    if (!loaded) return;
    for (const job of endedSince(before.current, jobs)) {
      if (job.state === 'cancelled') continue;
      const words = { what: t(`job-${job.kind}`), label: job.label, failed: job.failed };
      const failed = job.state === 'failed';
      const key = failed ? 'job-ended-failed' : job.failed > 0 ? 'job-ended-partly' : 'job-ended';
      toast(t(key, words), failed ? { tone: 'red' } : {});
    }
    before.current = jobs;
  }, [jobs, loaded, t]);
}

export function shown(jobs: readonly Job[], now: number): Job[] {
  return jobs.filter((job) => isShown(job, now));
}
