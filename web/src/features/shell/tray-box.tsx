import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { Job } from '~/api/jobs';
import { JobRow } from '~/features/jobs/job-row';
import { isActive } from '~/features/jobs/look';
import { useL10n } from '~/l10n/words';
import { useStore } from '~/lib/store';
import { clearWork, share, type Work, work } from '~/lib/work';
import { Button, TextButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Progress } from '~/ui/progress';
import { Badge } from './badge';

/** Work in progress: a button with what runs, and the list behind it. */
export function TrayBox({ className, jobs }: { className: string; jobs: readonly Job[] }) {
  const { t } = useL10n();
  const all = useStore(work);
  const [open, setOpen] = useState(false);
  const here = all.filter((one) => one.state === 'running').length;
  const running = here + jobs.filter(isActive).length;
  return (
    <li className="flex flex-1 sm:block sm:flex-none">
      <button type="button" className={className} title={t('work-title')} onClick={() => setOpen(true)}>
        <ListChecks size={20} strokeWidth={1.9} aria-hidden="true" />
        <span className="text-[0.6875rem] leading-4 sm:sr-only">{t('work-short')}</span>
        <Badge count={running} words={`, ${t('work-running', { count: running })}`} />
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('work-title')} side>
        <ul className="divide-y divide-line">
          {all.map((one) => (
            <Row key={one.id} one={one} onLeave={() => setOpen(false)} />
          ))}
          {jobs.map((job) => (
            <li key={job.id} className="p-4">
              <JobRow job={job} />
            </li>
          ))}
        </ul>
        {here < all.length && (
          <div className="border-t border-line p-4">
            <Button wide onClick={() => clearWork()}>
              {t('work-clear')}
            </Button>
          </div>
        )}
      </Dialog>
    </li>
  );
}

function Row({ one, onLeave }: { one: Work; onLeave: () => void }) {
  const { t, number } = useL10n();
  const running = one.state === 'running';
  return (
    <li className="grid gap-2 p-4 text-sm">
      <Link to={one.href} onClick={onLeave} className="font-medium underline-offset-2 hover:underline">
        {one.title}
      </Link>
      {running && <Progress label={one.title} share={share(one)} />}
      <p className={`flex justify-between gap-3 ${one.state === 'failed' ? 'text-red' : 'text-quiet'}`}>
        <span>
          {!running
            ? (one.result ?? t(`work-${one.state}`))
            : one.total === null
              ? number(one.done)
              : t('work-of', { done: number(one.done), total: number(one.total) })}
        </span>
        {running && one.cancel && <TextButton onClick={one.cancel}>{t('app-cancel')}</TextButton>}
      </p>
    </li>
  );
}
