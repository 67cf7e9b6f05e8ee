import { Link } from '@tanstack/react-router';
import type { ChannelHealth } from '~/api/types-admin';
import { inChosen } from '~/l10n/load';
import { useL10n } from '~/l10n/words';

/** Why messages failed in 7 days, each reason with what to do about it. */
export function HealthFailures({ health }: { health: ChannelHealth }) {
  const { t, number } = useL10n();
  const words = ({ code, title, hint }: ChannelHealth['failures'][number]) => ({
    title: inChosen(`code-${code}`) ?? title,
    hint: inChosen(`code-${code}.hint`) ?? hint,
  });
  return (
    <section aria-label={t('health-failures')}>
      <h3 className="mb-2 text-sm font-medium">{t('health-failures')}</h3>
      {health.failures.length === 0 ? (
        <p className="text-sm text-quiet">{t('health-failures-none')}</p>
      ) : (
        <ul className="grid gap-2 text-sm">
          {health.failures.map((one) => (
            <li key={one.code ?? 0} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
              <span>
                {words(one).title}
                {one.code !== null && (
                  <>
                    {' '}
                    <Link
                      to="/settings/error-codes"
                      search={{ q: String(one.code) }}
                      className="text-quiet underline underline-offset-2"
                    >
                      {one.code}
                    </Link>
                  </>
                )}
              </span>
              <span className="tabular-nums">{number(one.n)}</span>
              <span className="text-quiet">{words(one).hint}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
