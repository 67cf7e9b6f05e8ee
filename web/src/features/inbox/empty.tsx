import { Link } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Kbd } from '~/ui/kbd';
import { Bones, Empty } from '~/ui/states';

/** Only a workspace that is quite new needs it. */
const FirstMessage = lazy(() => import('./first-message'));

/** Nothing to list: why, and what brings the first one. */
export function EmptyList({ filtered }: { filtered: boolean }) {
  const { t } = useL10n();
  if (filtered) {
    return (
      <Empty
        title={t('inbox-filter-empty-title')}
        action={
          <Link to="/inbox" search={{}} className={buttonClass()}>
            {t('inbox-filter-clear')}
          </Link>
        }
      >
        {t('inbox-filter-empty')}
      </Empty>
    );
  }
  return (
    <Suspense fallback={<Bones rows={3} />}>
      <FirstMessage />
    </Suspense>
  );
}

/** The place of the thread before one is chosen. */
export function PickOne() {
  const { t } = useL10n();
  return (
    <Empty icon={<MessagesSquare size={22} aria-hidden="true" />} title={t('inbox-pick-title')} action={null}>
      <span className="sr-only">{t('inbox-pick', { next: 'J', previous: 'K', open: 'Enter' })}</span>
      <span className="inline-flex items-center gap-1.5 touch:hidden">
        <Kbd keys="j" /> <Kbd keys="k" /> <Kbd keys="Enter" />
      </span>
    </Empty>
  );
}
