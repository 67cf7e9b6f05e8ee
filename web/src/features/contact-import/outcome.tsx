import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { leftOut } from '~/api/contacts';
import { jobQuery } from '~/api/jobs';
import { said } from '~/api/problem';
import { JobRow } from '~/features/jobs/job-row';
import { isActive } from '~/features/jobs/look';
import { useL10n } from '~/l10n/words';
import { save } from '~/lib/save';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Bones, Failure } from '~/ui/states';

interface Tally {
  new?: number;
  changed?: number;
  unchanged?: number;
}

/** An import where it was started: its progress, what came of it, and what it left out. */
export function Outcome({ id, name }: { id: string; name: string }) {
  const { t } = useL10n();
  const query = useQuery({
    ...jobQuery(id),
    refetchInterval: ({ state }) => (state.data && !isActive(state.data) ? false : 700),
  });
  const rejects = useMutation({
    mutationFn: () => leftOut(id),
    onSuccess: (blob) => save(blob, `${name.replace(/\.\w+$/, '')}-not-entered.csv`),
  });
  if (query.isPending) return <Bones rows={2} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const job = query.data;
  const result = (job.result ?? {}) as Tally;
  return (
    <div className="grid gap-4">
      <JobRow job={job} />
      {job.state === 'finished' && (
        <Notice title={t('entry-done')}>
          {t('entry-done-counts', {
            new: result.new ?? 0,
            changed: result.changed ?? 0,
            unchanged: result.unchanged ?? 0,
            left: job.failed,
          })}
        </Notice>
      )}
      {isActive(job) && <p className="text-sm text-quiet">{t('entry-runs')}</p>}
      {rejects.error && <Notice tone="red" alert title={said(rejects.error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        {!isActive(job) && job.failed > 0 && (
          <Button busy={rejects.isPending} onClick={() => rejects.mutate()}>
            <Download size={15} aria-hidden="true" />
            {t('entry-left-save')}
          </Button>
        )}
        <Link to="/contacts" className={buttonClass(isActive(job) ? 'plain' : 'primary')}>
          {t('entry-to-book')}
        </Link>
      </div>
    </div>
  );
}
