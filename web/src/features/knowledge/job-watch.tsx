import { useQuery } from '@tanstack/react-query';
import { jobQuery } from '~/api/jobs';
import { JobRow } from '~/features/jobs/job-row';
import { isActive } from '~/features/jobs/look';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Bones } from '~/ui/states';

interface Result {
  version?: number;
  new?: number;
  changed?: number;
  left_out?: number;
}

/** A job where it was started: its progress, and what came of it. */
export function JobWatch({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useL10n();
  const { data: job } = useQuery({
    ...jobQuery(id),
    refetchInterval: (query) => (query.state.data && !isActive(query.state.data) ? false : 700),
  });
  if (!job) return <Bones rows={2} />;
  const result = (job.result ?? {}) as Result;
  return (
    <>
      <JobRow job={job} />
      {job.state === 'finished' && (
        <Notice title={t('knowledge-import-done', { version: result.version ?? 0 })}>
          {t('knowledge-import-counts', {
            new: result.new ?? 0,
            changed: result.changed ?? 0,
            left: result.left_out ?? 0,
          })}
        </Notice>
      )}
      {isActive(job) && <p className="text-sm text-quiet">{t('knowledge-import-runs')}</p>}
      <div className="flex justify-end">
        <Button variant={isActive(job) ? 'plain' : 'primary'} onClick={onClose}>
          {t('app-close')}
        </Button>
      </div>
    </>
  );
}
