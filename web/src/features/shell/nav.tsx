import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { Smartphone } from 'lucide-react';
import { countsQuery } from '~/api/queries';
import { useAbout } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { laterQuiet } from '~/ui/later';
import { AccountMenu } from './account-menu';
import { Badge } from './badge';
import { Logo } from './brand';
import { PLACES, type Place } from './places';
import { useBrand } from './use-brand';

/** Nothing waits for it: what is the matter stands on a strip too, and work goes on by itself. */
const Beside = laterQuiet(withWords(['news'], async () => (await import('./beside')).Beside));

const PLACE =
  'relative flex min-h-12 min-w-11 flex-1 flex-col items-center justify-center gap-0.5 rounded-xl text-quiet transition-colors hover:bg-hover hover:text-text ' +
  'data-[status=active]:bg-accent-soft data-[status=active]:text-accent sm:min-h-11 sm:w-11 sm:flex-none';

function Spot({ place, count }: { place: Place; count: number }) {
  const { t } = useL10n();
  const { to, icon: Icon, bar } = place;
  const label = t(place.label);
  // Pages of a role's own address are settings too.
  const beside = useLocation({
    select: ({ pathname }) => place.id === 'settings' && /^\/admin\//.test(pathname),
  });
  return (
    <li className={bar ? 'flex flex-1 sm:block sm:flex-none' : 'hidden sm:block'}>
      <Link
        to={to}
        className={PLACE}
        title={label}
        {...(beside && { 'data-status': 'active', 'aria-current': 'page' })}
      >
        <Icon size={20} strokeWidth={1.9} aria-hidden="true" />
        <span className="max-w-full truncate text-[0.6875rem] leading-4 sm:sr-only">{label}</span>
        <Badge count={count} words={t('nav-approvals-count', { count })} />
      </Link>
    </li>
  );
}

export function Nav() {
  const { t } = useL10n();
  const about = useAbout();
  const look = useBrand();
  const counts = useQuery(countsQuery).data;
  return (
    <nav
      aria-label={t('nav-label')}
      className="flex shrink-0 border-line bg-panel px-1.5 py-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] max-sm:border-t sm:w-14 sm:flex-col sm:border-e sm:py-2"
    >
      {look.logo_url && (
        <div className="mb-2 hidden justify-center sm:flex" title={look.name}>
          <Logo look={look} />
        </div>
      )}
      <ul className="flex flex-1 gap-1 sm:flex-col">
        {PLACES.map((place) => (
          <Spot key={place.id} place={place} count={place.id === 'approvals' ? (counts?.waiting ?? 0) : 0} />
        ))}
        <li aria-hidden="true" className="hidden flex-1 sm:block" />
        <Beside className={PLACE} />
        {about.sandbox.phone_url && (
          <li className="hidden sm:block">
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
        <li className="flex flex-1 sm:block sm:flex-none">
          <AccountMenu />
        </li>
      </ul>
    </nav>
  );
}
