import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { chooseAccount, connectNumber } from '~/api/app-connections';
import { idempotencyKey } from '~/api/client';
import { keys } from '~/api/queries';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { QualityShape } from '~/ui/quality';
import { type AppConnection, accountsQuery, connectionsKey, numbersQuery } from './connections';
import { Refusal } from './refusal';

interface Props {
  connection: AppConnection;
  onConnected: (signup: string) => void;
}

/** A business account is chosen, then a number of it. */
export function Pick({ connection, onConnected }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [account, setAccount] = useState(connection.account_id ?? null);
  const accounts = useQuery(accountsQuery(connection.id));
  const save = useMutation({
    mutationFn: ({ key, account_id }: { key: string; account_id: string }) =>
      chooseAccount(connection.id, account_id, key),
    onSuccess: ({ account_id }) => setAccount(account_id ?? null),
    onSettled: () => client.invalidateQueries({ queryKey: connectionsKey }),
  });
  const rows = accounts.data?.items ?? [];
  return (
    <div className="grid gap-5">
      <Choices
        title={t('appconn-accounts')}
        reload={t('appconn-reload-accounts')}
        query={accounts}
        none={t('appconn-accounts-none')}
        count={rows.length}
      >
        {rows.map((one) => (
          <Row
            key={one.id}
            name={one.name}
            more={[t(one.of_client ? 'appconn-client' : 'appconn-owned'), one.business, one.id]}
            chosen={one.id === account}
            mine={t('appconn-chosen')}
            action={t('appconn-choose')}
            busy={save.isPending && save.variables.account_id === one.id}
            reason={reason}
            onUse={() => save.mutate({ key: idempotencyKey(), account_id: one.id })}
          />
        ))}
      </Choices>
      {save.error && <Refusal error={save.error} />}
      {account && <Numbers connection={connection} account={account} onConnected={onConnected} />}
    </div>
  );
}

function Numbers({ connection, account, onConnected }: Props & { account: string }) {
  const { t, known } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const query = useQuery(numbersQuery(connection.id, account));
  const connect = useMutation({
    mutationFn: ({ key, phone_number_id }: { key: string; phone_number_id: string }) =>
      connectNumber(connection.id, account, phone_number_id, key),
    onSuccess: (signup) => onConnected(signup.id),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  const rows = query.data?.items ?? [];
  return (
    <>
      <Choices
        title={t('appconn-numbers')}
        reload={t('appconn-reload-numbers')}
        query={query}
        none={t('appconn-numbers-none')}
        count={rows.length}
      >
        {rows.map((one) => (
          <Row
            key={one.id}
            name={one.display ?? one.id}
            more={[one.verified_name, one.id]}
            mark={
              <span className="inline-flex items-center gap-1.5 text-sm">
                <QualityShape quality={one.quality ?? 'UNKNOWN'} simulated={connection.simulated} />
                {known(`appconn-quality-${one.quality}`) ?? t('appconn-quality-UNKNOWN')}
              </span>
            }
            chosen={one.connected}
            mine={t('appconn-connected')}
            action={t('appconn-connect')}
            busy={connect.isPending && connect.variables.phone_number_id === one.id}
            reason={reason}
            onUse={() => connect.mutate({ key: idempotencyKey(), phone_number_id: one.id })}
          />
        ))}
      </Choices>
      {connect.error && <Refusal error={connect.error} />}
    </>
  );
}

interface ChoicesProps {
  title: string;
  reload: string;
  none: string;
  count: number;
  query: { isFetching: boolean; isSuccess: boolean; error: Error | null; refetch: () => Promise<unknown> };
  children: ReactNode;
}

function Choices({ title, reload, none, count, query, children }: ChoicesProps) {
  return (
    <section className="grid gap-2.5" aria-label={title}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        <Button busy={query.isFetching} onClick={() => void query.refetch()}>
          <RefreshCw size={15} aria-hidden="true" />
          {reload}
        </Button>
      </div>
      {query.error && <Refusal error={query.error} />}
      {count > 0 && <ul className="divide-y divide-line rounded-xl border border-line">{children}</ul>}
      {count === 0 && query.isSuccess && (
        <p className="rounded-xl border border-dashed border-line px-3.5 py-3 text-sm text-quiet">{none}</p>
      )}
    </section>
  );
}

interface RowProps {
  name: string;
  more: (string | null | undefined)[];
  mark?: ReactNode;
  chosen: boolean;
  /** What is said of the one that is chosen. */
  mine: string;
  action: string;
  busy: boolean;
  reason: string | null;
  onUse: () => void;
}

function Row({ name, more, mark, chosen, mine, action, busy, reason, onUse }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium tabular-nums wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        <p className="text-sm text-quiet wrap-anywhere">{more.filter(Boolean).join(' · ')}</p>
      </div>
      {mark}
      {chosen ? (
        <Chip tone="accent">{mine}</Chip>
      ) : (
        <Button busy={busy} disabledReason={reason} onClick={onUse} aria-label={`${action}: ${name}`}>
          {action}
        </Button>
      )}
    </li>
  );
}
