import { Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { buttonClass } from '~/ui/button';
import { PLACES, type Told } from './trouble';

/** What people run into: its name, what to do, and the way there. */
export function Troubles({ troubles }: { troubles: readonly Told[] }) {
  const { t } = useL10n();
  return (
    <section aria-label={t('trouble-title')} className="grid gap-2">
      <h2 className="font-semibold">{t('trouble-title')}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel">
        {troubles.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5 sm:px-5">
            <div className="grid min-w-0 flex-1 basis-72 gap-1">
              <h3 className="font-semibold">{one.title}</h3>
              <p className="text-sm wrap-anywhere text-quiet">{one.next}</p>
            </div>
            <div className="flex flex-wrap gap-2">
              <There trouble={one} />
              {one.meta && (
                <a
                  href={AT_META[one.meta]}
                  target="_blank"
                  rel="noopener noreferrer"
                  className={buttonClass('quiet')}
                >
                  {t(`trouble-meta-${one.meta}`)}
                  <ArrowUpRight size={14} aria-hidden="true" className="rtl:-scale-x-100" />
                </a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function There({ trouble: { id, to } }: { trouble: Told }) {
  const { t, known } = useL10n();
  const search =
    to === 'failed' ? { view: 'failed' as const } : to === 'name' ? { see: 'profile' as const } : {};
  return (
    <Link to={PLACES[to]} search={search} className={buttonClass()}>
      {known(`trouble-${id}.button`) ?? t(`trouble-do-${to}`)}
    </Link>
  );
}
