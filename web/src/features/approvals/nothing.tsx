import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CheckCheck } from 'lucide-react';
import { decisionsQuery } from '~/api/decisions';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass } from '~/ui/button';
import { Empty } from '~/ui/states';

/** Nothing waits: that, what was done today, and where to go from here. */
export function Nothing() {
  const { t } = useL10n();
  return (
    <Empty
      icon={<CheckCheck size={22} aria-hidden="true" />}
      title={t('approvals-empty-title')}
      action={
        <div className="grid justify-items-center gap-5">
          <Today />
          <Link to="/inbox" search={{}} className={buttonClass()}>
            {t('app-to-inbox')}
          </Link>
        </div>
      }
    >
      {t('approvals-empty')}
    </Empty>
  );
}

/** Today's decisions. While they are not here, or cannot be read, nothing is said of them. */
function Today() {
  const { t, number, percent } = useL10n();
  const today = useQuery(decisionsQuery).data;
  if (!today) return null;
  const edited = today.approved > 0 ? today.edited / today.approved : null;
  const figures = [
    ['approved', number(today.approved)],
    ['edited', edited === null ? '–' : percent(edited)],
    ['auto', number(today.auto_sent)],
  ] as const;
  return (
    <section aria-label={t('approvals-today')}>
      <p className="mb-2 text-xs font-medium text-quiet">{t('approvals-today')}</p>
      <dl className="flex justify-center divide-x divide-line rtl:divide-x-reverse">
        {figures.map(([name, figure]) => (
          <div key={name} className="flex min-w-22 flex-col-reverse px-3">
            <dt className="text-xs text-quiet">{t(`approvals-today-${name}`)}</dt>
            <dd className="text-xl font-semibold tabular-nums">{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Nothing of what waits is in this view. */
export function NothingHere({ onAll }: { onAll: () => void }) {
  const { t } = useL10n();
  return (
    <div className="grid justify-items-center gap-3 p-6 text-center text-quiet">
      <p>{t('approvals-empty-filter')}</p>
      <Button onClick={onAll}>{t('approvals-show-all')}</Button>
    </div>
  );
}
