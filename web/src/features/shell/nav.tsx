import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpenText, FileCheck2, Inbox, type LucideIcon, Radio, Smartphone, Sparkles } from 'lucide-react';
import { countsQuery } from '~/api/queries';
import { useAbout } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { AccountMenu } from './account-menu';

const PLACE =
  'relative flex min-h-12 min-w-11 flex-1 flex-col items-center justify-center gap-0.5 rounded-xl text-quiet transition-colors hover:bg-hover hover:text-text ' +
  'data-[status=active]:bg-accent-soft data-[status=active]:text-accent sm:min-h-11 sm:w-11 sm:flex-none';

interface PlaceProps {
  to: '/inbox' | '/approvals' | '/evidence' | '/knowledge' | '/settings/channels';
  label: string;
  icon: LucideIcon;
  count?: number;
  /** Found in the account menu on a phone. */
  wideOnly?: boolean;
}

function Place({ to, label, icon: Icon, count = 0, wideOnly = false }: PlaceProps) {
  const { t, number } = useL10n();
  return (
    <li className={wideOnly ? 'hidden sm:block' : 'flex flex-1 sm:block sm:flex-none'}>
      <Link to={to} className={PLACE} title={label}>
        <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
        <span className="max-w-full truncate text-[0.6875rem] leading-4 sm:sr-only">{label}</span>
        {count > 0 && (
          <>
            <span
              aria-hidden="true"
              className="absolute inset-e-[calc(50%-1.5rem)] top-1 min-w-4.5 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-on-accent sm:-inset-e-0.5 sm:-top-0.5"
            >
              {count > 99 ? '99+' : number(count)}
            </span>
            <span className="sr-only">, {t('nav-approvals-count', { count })}</span>
          </>
        )}
      </Link>
    </li>
  );
}

export function Nav() {
  const { t } = useL10n();
  const about = useAbout();
  const counts = useQuery(countsQuery).data;
  return (
    <nav
      aria-label={t('nav-label')}
      className="flex shrink-0 border-line bg-panel px-1.5 py-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] max-sm:border-t sm:w-14 sm:flex-col sm:border-e sm:py-2"
    >
      <ul className="flex flex-1 gap-1 sm:flex-col">
        <Place to="/inbox" label={t('nav-inbox')} icon={Inbox} />
        <Place to="/approvals" label={t('nav-approvals')} icon={Sparkles} count={counts?.waiting ?? 0} />
        <Place to="/evidence" label={t('nav-evidence')} icon={FileCheck2} />
        <Place to="/knowledge" label={t('nav-knowledge')} icon={BookOpenText} wideOnly />
        <Place to="/settings/channels" label={t('nav-channels')} icon={Radio} wideOnly />
        {about.sandbox.phone_url && (
          <li className="hidden sm:mt-auto sm:block">
            <a
              href={about.sandbox.phone_url}
              target="_blank"
              rel="noopener"
              className={PLACE}
              title={t('nav-phone')}
            >
              <Smartphone size={20} strokeWidth={1.9} aria-hidden="true" />
              <span className="sr-only">{t('nav-phone-new')}</span>
            </a>
          </li>
        )}
        <li className={`flex flex-1 sm:block sm:flex-none ${about.sandbox.phone_url ? '' : 'sm:mt-auto'}`}>
          <AccountMenu />
        </li>
      </ul>
    </nav>
  );
}
