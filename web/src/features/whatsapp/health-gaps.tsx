import type { ChannelHealth } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Fact } from '~/ui/fact';

type Gaps = ChannelHealth['gaps'];

/** Whether anything is missing between Meta and here: what it told, what came of it, and what it did not tell. */
export function HealthGaps({ gaps }: { gaps: Gaps }) {
  const { t, number } = useL10n();
  return (
    <section aria-label={t('gaps-title')}>
      <h3 className="mb-2 text-sm font-medium">{t('gaps-title')}</h3>
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name={t('gaps-taken')}>
          {number(gaps.taken)}
          {gaps.taken > 0 && (
            <span className="text-quiet">
              {' '}
              ·{' '}
              {t('gaps-became', {
                applied: number(gaps.applied),
                without: number(gaps.without_effect),
                waiting: number(gaps.waiting),
              })}
            </span>
          )}
        </Fact>
        <Count name={t('gaps-set-aside')} n={gaps.set_aside} what={t('gaps-set-aside-what')} />
        <Untold gaps={gaps} />
        <Count name={t('gaps-strangers')} n={gaps.strangers} what={t('gaps-strangers-what')} />
      </dl>
    </section>
  );
}

function Count({ name, n, what }: { name: string; n: number; what: string }) {
  const { number } = useL10n();
  return (
    <Fact name={name}>
      {number(n)}
      {n > 0 && <span className="block text-quiet">{what}</span>}
    </Fact>
  );
}

function Untold({ gaps }: { gaps: Gaps }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const since = gaps.untold_since;
  const what = since ? t('gaps-untold-what', { when: ago(since, now) }) : '';
  return <Count name={t('gaps-untold')} n={gaps.untold} what={what} />;
}
