import type { UseQueryResult } from '@tanstack/react-query';
import { Check, CircleAlert, TriangleAlert } from 'lucide-react';
import type { Alert } from '~/api/alerts';
import { useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Bones, Empty, Failure } from '~/ui/states';
import { AlertWay } from './alert-way';
import { useSaid } from './use-said';

/** What may wait a little. */
const MILD: readonly Alert['kind'][] = [
  'name_declined',
  'quality_medium',
  'token_ends',
  'strangers',
  'unknown_code',
  'template_rejected',
  'template_category',
];

interface Props {
  alerts: UseQueryResult<{ items: Alert[] }>;
  onLeave: () => void;
}

/** What is the matter now, and what was over in the last days. */
export function AlertList({ alerts, onLeave }: Props) {
  const { t } = useL10n();
  const simulated = useWorkspace()?.simulated === true;
  if (!alerts.data) {
    return alerts.error ? <Failure error={alerts.error} retry={() => void alerts.refetch()} /> : <Bones />;
  }
  const now = alerts.data.items.filter((one) => !one.cleared_at);
  const over = alerts.data.items.filter((one) => one.cleared_at);
  return (
    <>
      {now.length === 0 ? (
        <Empty
          title={t(simulated ? 'alerts-none-simulated' : 'alerts-none')}
          icon={!simulated && <Check size={22} aria-hidden="true" />}
          action={null}
        >
          {t('alerts-none-more')}
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {now.map((one) => (
            <Row key={one.id} one={one} onLeave={onLeave} />
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <section aria-labelledby="alerts-over" className="border-t border-line">
          <h3 id="alerts-over" className="px-5 pt-4 pb-1 text-sm font-semibold text-quiet">
            {t('alerts-over')}
          </h3>
          <ul className="divide-y divide-line">
            {over.map((one) => (
              <Row key={one.id} one={one} onLeave={onLeave} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Row({ one, onLeave }: { one: Alert; onLeave: () => void }) {
  const { t, ago } = useL10n();
  const said = useSaid();
  const now = useNow();
  const over = one.cleared_at;
  const mild = MILD.includes(one.kind);
  const Shape = over ? Check : mild ? TriangleAlert : CircleAlert;
  const tone = over ? 'text-quiet' : mild ? 'text-amber' : 'text-red';
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-5 py-4 text-sm">
      <Shape size={18} aria-hidden="true" className={`mt-px ${tone}`} />
      <p className={over ? 'text-quiet' : ''}>{said(one)}</p>
      <p className="col-start-2 flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span className="text-quiet">
          {over ? t('alert-over', { when: ago(over, now) }) : ago(one.raised_at, now)}
        </span>
        {!over && <AlertWay one={one} onLeave={onLeave} />}
      </p>
    </li>
  );
}
