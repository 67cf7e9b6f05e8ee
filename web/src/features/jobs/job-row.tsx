import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Job, type Steering, steerJob } from '~/api/jobs';
import { inWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { share } from '~/lib/work';
import { Button } from '~/ui/button';
import { Progress } from '~/ui/progress';
import { isActive, remaining } from './look';

/** One piece of long work: what it is, how far it is, and what can be done about it. */
export function JobRow({ job }: { job: Job }) {
  const { t, number, ago } = useL10n();
  const problem = job.problem && inWords(job.problem);
  const now = useNow();
  const words =
    job.total === null || job.total === undefined
      ? number(job.done)
      : t('job-of', { done: number(job.done), total: number(job.total) });
  const title = `${t(`job-${job.kind}`)} · ${job.label}`;
  return (
    <div className="grid gap-1.5 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <span dir="auto" className="min-w-0 truncate font-medium">
          {title}
        </span>
        <span className="shrink-0 text-xs text-quiet tabular-nums">{words}</span>
      </div>
      {isActive(job) && <Progress label={title} share={share(job)} />}
      <p className="flex flex-wrap gap-x-3 text-xs text-quiet">
        <span>{t(`job-state-${job.state}`)}</span>
        {job.eta && <span>{t('job-eta', { when: ago(job.eta, now) })}</span>}
        {job.failed > 0 && <span className="text-amber">{t('job-failed-count', { count: job.failed })}</span>}
        {job.ended && <span>{ago(job.ended, now)}</span>}
      </p>
      {problem && (
        <p className="text-xs text-red">
          <strong className="font-semibold">{problem.title}.</strong> {problem.hint}
        </p>
      )}
      {(isActive(job) || job.can_resume) && <Steer job={job} />}
    </div>
  );
}

function Steer({ job }: { job: Job }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const steer = useMutation({ mutationFn: (how: Steering) => steerJob(client, job.id, how) });
  const left = remaining(job);
  const go = (how: Steering, label: string) => (
    <Button busy={steer.isPending} onClick={() => steer.mutate(how)}>
      {label}
    </Button>
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      {job.can_pause && go('pause', t('job-pause'))}
      {job.can_resume && go('resume', left === null ? t('job-continue') : t('job-continue-with', { left }))}
      {job.can_cancel && go('cancel', t('job-cancel'))}
      {steer.error && <p className="text-xs text-red">{steer.error.message}</p>}
    </div>
  );
}
