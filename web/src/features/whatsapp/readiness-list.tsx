import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { idempotencyKey } from '~/api/client';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { readinessQuery, syncChannel, syncTemplates, verifyChannel } from '~/api/readiness';
import type { Channel, ReadinessRow } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { useNow } from '~/lib/now';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { RegisterNumber, VerifyNumber } from './number-steps';
import { Mark, stateWord } from './readiness-state';
import { TestEvent } from './test-event';

/** What Meta is asked: how the number stands, or its templates too. */
const CHECKS = [
  [verifyChannel, 'whatsapp-verify'],
  [syncChannel, 'whatsapp-check'],
] as const;
type Check = (typeof CHECKS)[number][0];

/** The list in the order in which one thing needs another. */
export function ReadinessCard({ channel }: { channel: Channel }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const query = useQuery(readinessQuery(channel.id));
  const settled = () => {
    void client.invalidateQueries({ queryKey: keys.channels });
    void client.invalidateQueries({ queryKey: keys.templates });
  };
  const check = useMutation({
    mutationFn: ({ ask, key }: { ask: Check; key: string }) => ask(channel.id, key),
    onSettled: settled,
  });
  const asks = (ask: Check) => check.isPending && check.variables.ask === ask;
  const sync = useMutation({
    mutationFn: (key: string) => syncTemplates(channel.id, key),
    onSettled: settled,
  });
  const list = query.data;
  const gone = channel.connection === 'disconnected';
  const problems = check.data?.problems ?? [];
  const failed = check.error ?? sync.error;
  return (
    <Card
      title={t('whatsapp-ready-title')}
      aside={channel.checked_at && t('whatsapp-checked', { when: ago(channel.checked_at, now) })}
    >
      {query.isPending ? (
        <Bones />
      ) : !list ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="grid gap-4">
          <Notice
            tone={!list.may_send ? 'red' : list.simulated ? 'amber' : 'info'}
            title={
              list.ready
                ? t(list.simulated ? 'whatsapp-verdict-simulated' : 'whatsapp-verdict-ready')
                : list.to_do > 0
                  ? t('whatsapp-verdict-todo', { count: list.to_do })
                  : t('whatsapp-verdict-unproven')
            }
          >
            {list.simulated ? t('whatsapp-safe') : list.may_send ? null : t('whatsapp-stopped')}
          </Notice>
          <div className="flex flex-wrap gap-2">
            {CHECKS.map(([ask, word], n) => (
              <Button
                key={word}
                variant={n === 0 ? 'primary' : 'plain'}
                busy={asks(ask)}
                disabledReason={gone ? t('whatsapp-gone') : reason}
                onClick={() => check.mutate({ ask, key: idempotencyKey() })}
              >
                {t(word)}
              </Button>
            ))}
            <Button
              busy={sync.isPending}
              disabledReason={gone ? t('whatsapp-gone') : reason}
              onClick={() => sync.mutate(idempotencyKey())}
            >
              {t('whatsapp-sync')}
            </Button>
          </div>
          {failed && (
            <p role="alert" className="text-sm text-red">
              {said(failed)}
            </p>
          )}
          <p role="status" className="sr-only">
            {check.data ? t('whatsapp-check-done', { count: check.data.changed }) : ''}
          </p>
          {problems.map((one) => (
            <Notice key={one.part} tone="amber" title={`${t(`whatsapp-asked-${one.part}`)}: ${one.title}`}>
              {one.hint}
            </Notice>
          ))}
          <ol className="grid divide-y divide-line border-y border-line">
            {list.rows.map((row) => (
              <Row key={row.part} row={row} simulated={list.simulated} channel={channel} />
            ))}
          </ol>
        </div>
      )}
    </Card>
  );
}

function Row({ row, simulated, channel }: { row: ReadinessRow; simulated: boolean; channel: Channel }) {
  const { t, known, ago, appointment } = useL10n();
  const now = useNow();
  const value = row.value ?? '';
  const when = /^\d{4}-\d\d-\d\dT/.test(value) ? appointment(value) : value;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 py-3">
      <Mark state={row.state} simulated={simulated} />
      <h3 className="font-medium">{t(`ready-part-${row.part}`)}</h3>
      <div className="text-end">
        <span className={`text-xs font-medium ${row.state === 'needs_action' ? 'text-red' : 'text-quiet'}`}>
          {t(`ready-state-${stateWord(row, simulated)}`)}
        </span>
      </div>
      <p className="col-start-2 col-end-4 text-sm text-quiet">
        {known(`ready-why-${row.reason}`, { value: when }) ?? row.reason}
        {row.at && <span> · {ago(row.at, now)}</span>}
      </p>
      <div className="col-start-2 col-end-4">
        <Way row={row} channel={channel.id} />
        {row.part === 'webhook' && channel.kind === 'whatsapp' && row.reason !== 'disconnected' && (
          <TestEvent channel={channel.id} />
        )}
      </div>
    </li>
  );
}

/** The one thing to do; checking and syncing have their buttons above. */
function Way({ row, channel }: { row: ReadinessRow; channel: string }): ReactNode {
  const { t } = useL10n();
  if (row.state === 'ready' || !row.remedy) return null;
  switch (row.remedy) {
    case 'open_provider':
    case 'open_templates':
      return (
        <a href={AT_META.manager} target="_blank" rel="noopener" className={buttonClass()}>
          {t(`ready-do-${row.remedy}`)}
        </a>
      );
    case 'change_name':
      return (
        <Link to="/admin/whatsapp-settings" search={{ channel, see: 'profile' }} className={buttonClass()}>
          {t('ready-do-change_name')}
        </Link>
      );
    case 'register_number':
      return <RegisterNumber channel={channel} again={row.part === 'display_name'} />;
    case 'verify_number':
      return <VerifyNumber channel={channel} />;
    case 'renew_token':
    case 'reconnect':
      return (
        <Link to="/settings/channels" className={buttonClass()}>
          {t(`ready-do-${row.remedy}`)}
        </Link>
      );
    default:
      return <p className="text-sm">{t(`ready-do-${row.remedy}`)}</p>;
  }
}
