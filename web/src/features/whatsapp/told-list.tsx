import { useState } from 'react';
import type { ChannelHealth } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { TextButton } from '~/ui/button';
import { moved, named, others, plain } from './told';

/** So many rows before somebody asks for the rest. */
const FEW = 6;

/** What Meta told besides: how it stands now, and what changed; each with its time and how it was heard of. */
export function Told({ health }: { health: ChannelHealth }) {
  const { t } = useL10n();
  return (
    <section aria-label={t('told-title')} className="grid gap-4">
      <div>
        <h3 className="mb-2 text-sm font-medium">{t('told-title')}</h3>
        <Facts facts={others(health.facts)} whole={health.simulated} />
      </div>
      <div>
        <h4 className="mb-2 text-sm font-medium">{t('told-changes')}</h4>
        <Changes changes={moved(health.changes)} whole={health.simulated} />
      </div>
    </section>
  );
}

interface Whole {
  /** The card says of all of it that it is simulated. */
  whole: boolean;
}

function Facts({ facts, whole }: Pick<ChannelHealth, 'facts'> & Whole) {
  const l10n = useL10n();
  const { t, ago } = l10n;
  const now = useNow();
  const [shown, rest] = useFew(facts);
  if (facts.length === 0) return <p className="text-sm text-quiet">{t('told-none')}</p>;
  return (
    <>
      <dl className="grid divide-y divide-line border-y border-line text-sm">
        {shown.map((one) => (
          <div
            key={`${one.what} ${one.subject}`}
            className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
          >
            <dt className="wrap-anywhere text-quiet">
              <bdi>{named(one, l10n)}</bdi>
            </dt>
            <dd className="min-w-0 wrap-anywhere">
              <bdi>{plain(one.what, one.value, l10n)}</bdi>
              <span className="block text-xs text-quiet">
                {one.since !== one.told_at && `${t('health-since', { when: ago(one.since, now) })} · `}
                {t(`health-by-${one.source}`)} {ago(one.told_at, now)}
                {one.simulated && !whole && ` · ${t('told-simulated')}`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {rest}
    </>
  );
}

function Changes({ changes, whole }: Pick<ChannelHealth, 'changes'> & Whole) {
  const l10n = useL10n();
  const { t, ago } = l10n;
  const now = useNow();
  const [shown, rest] = useFew(changes);
  if (changes.length === 0) return <p className="text-sm text-quiet">{t('health-history-none')}</p>;
  return (
    <>
      <ol className="grid gap-2 text-sm">
        {shown.map((one) => {
          const before = one.from === null ? '' : plain(one.what, one.from, l10n);
          return (
            <li key={one.id} className="wrap-anywhere">
              <bdi>{named(one, l10n)}</bdi>: <bdi>{plain(one.what, one.to, l10n)}</bdi>
              <span className="block text-xs text-quiet">
                {before && <bdi>{t('told-before', { value: before })} · </bdi>}
                {ago(one.at, now)} · {t(`health-by-${one.source}`)}
                {one.simulated && !whole && ` · ${t('told-simulated')}`}
              </span>
            </li>
          );
        })}
      </ol>
      {rest}
    </>
  );
}

/** The first rows, and the button that shows them all. */
function useFew<T>(all: readonly T[]) {
  const { t, number } = useL10n();
  const [whole, setWhole] = useState(false);
  const rest = all.length > FEW && (
    <p className="mt-2 text-sm">
      <TextButton aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? t('told-fewer') : t('told-all', { count: number(all.length) })}
      </TextButton>
    </p>
  );
  return [whole ? all : all.slice(0, FEW), rest] as const;
}
