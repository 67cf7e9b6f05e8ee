import { Link } from '@tanstack/react-router';
import { Inbox, MessagesSquare } from 'lucide-react';
import { useAbout } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Kbd } from '~/ui/kbd';
import { Empty } from '~/ui/states';

/** Nothing to list: why, and what brings the first one. */
export function EmptyList({ filtered }: { filtered: boolean }) {
  const { t } = useL10n();
  const phone = useAbout().sandbox.phone_url;
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
    <Empty
      icon={<Inbox size={22} aria-hidden="true" />}
      title={t('inbox-empty-title')}
      action={
        phone && (
          <a href={phone} target="_blank" rel="noopener" className={buttonClass('primary')}>
            {t('inbox-open-phone')}
          </a>
        )
      }
    >
      {phone ? t('inbox-empty-sandbox') : t('inbox-empty')}
    </Empty>
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
