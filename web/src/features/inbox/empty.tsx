import { Link } from '@tanstack/react-router';
import { MessagesSquare } from 'lucide-react';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Kbd } from '~/ui/kbd';
import { later } from '~/ui/later';
import { Bones, Empty } from '~/ui/states';

/** Only a workspace that is quite new needs it. */
const FirstMessage = later(
  withWords(['first-message'], async () => (await import('./first-message')).FirstMessage),
  <Bones rows={3} />,
);

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
  return <FirstMessage />;
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
