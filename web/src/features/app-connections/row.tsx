import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteConnection, renameConnection } from '~/api/app-connections';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Confirm } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { type AppConnection, connectionsKey, useAuthorize } from './connections';
import { Pick } from './pick';
import { Refusal } from './refusal';

interface Props {
  connection: AppConnection;
  /** Whether its accounts and numbers are shown. */
  open: boolean;
  onOpen: (open: boolean) => void;
  onConnected: (signup: string) => void;
}

/** One connection: how it stands, what lives by it, and what can be done with it. */
export function ConnectionRow({ connection, open, onOpen, onConnected }: Props) {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const [state, setState] = useState<'shown' | 'renamed' | 'asked'>('shown');
  const leave = useAuthorize();
  const leaving = leave.isPending || leave.isSuccess;
  const works = connection.status === 'active' || connection.status === 'pending' || soon(connection);
  const calls = connection.status === 'needs_reauth' || connection.status === 'ended';
  return (
    <Card>
      <section className="grid gap-4" aria-label={connection.name}>
        <Head connection={connection} />
        <Standing connection={connection} />
        {leave.error && <Refusal error={leave.error} />}
        {state === 'renamed' && <Rename connection={connection} onDone={() => setState('shown')} />}
        <div className="flex flex-wrap gap-2">
          {works && (
            <Button
              variant={connection.status === 'pending' ? 'primary' : 'plain'}
              disabledReason={reason}
              aria-expanded={open}
              onClick={() => onOpen(!open)}
            >
              {t(connection.status === 'pending' ? 'appconn-choose-account' : 'appconn-add-number')}
            </Button>
          )}
          <Button
            variant={calls ? 'primary' : 'plain'}
            busy={leaving}
            disabledReason={reason}
            onClick={() => leave.mutate({ connection: connection.id })}
          >
            {t(
              leaving
                ? 'appconn-opening'
                : connection.reason === 'permissions'
                  ? 'appconn-again-all'
                  : 'appconn-again',
            )}
          </Button>
          <Button variant="quiet" disabledReason={reason} onClick={() => setState('renamed')}>
            {t('appconn-rename')}
          </Button>
          <Button variant="quiet" disabledReason={reason} onClick={() => setState('asked')}>
            {t('appconn-remove')}
          </Button>
        </div>
        {open && works && <Pick connection={connection} onConnected={onConnected} />}
        <Remove connection={connection} open={state === 'asked'} onClose={() => setState('shown')} />
      </section>
    </Card>
  );
}

const soon = (one: AppConnection) => one.reason === 'ends_soon' || one.reason === 'data_access';

function Head({ connection }: { connection: AppConnection }) {
  const { t, known } = useL10n();
  const tone = { active: 'accent', pending: 'plain', needs_reauth: 'amber', ended: 'red' } as const;
  const { account_name: account, authorizer, simulated, status } = connection;
  const look = tone[status as keyof typeof tone] ?? 'plain';
  const more = [account, authorizer && t('appconn-by', { name: authorizer })].filter(Boolean);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <div className="min-w-36 flex-1">
        <h2 className="font-semibold wrap-anywhere">
          <bdi>{connection.name}</bdi>
        </h2>
        <p className="text-sm text-quiet wrap-anywhere">{more.join(' · ')}</p>
      </div>
      {simulated && <Chip tone="amber">{t('channel-simulated')}</Chip>}
      <Chip tone={simulated && look === 'accent' ? 'plain' : look}>
        {known(`appconn-status-${status}`) ?? status}
      </Chip>
    </div>
  );
}

function Standing({ connection }: { connection: AppConnection }) {
  const { t, known, ago, moment } = useL10n();
  const now = useNow();
  const ends = [connection.expires_at, connection.data_access_expires_at]
    .filter((at) => at != null)
    .sort()[0];
  const numbers = connection.numbers.map((one) => one.display).join(', ');
  return (
    <div className="grid gap-2">
      {connection.reason && (
        <Notice
          tone={soon(connection) ? 'amber' : 'red'}
          title={known(`appconn-why-${connection.reason}`) ?? connection.reason}
        >
          {connection.missing.length > 0
            ? t('appconn-missing', { scopes: connection.missing.join(', ') })
            : !ends || (!soon(connection) && Date.parse(ends) > now)
              ? t('appconn-refused')
              : t(soon(connection) ? 'appconn-until' : 'appconn-ended-on', { at: moment(ends) })}
        </Notice>
      )}
      {connection.status === 'ended' && <Notice tone="red" title={t('appconn-why-ended')} />}
      <p className="text-sm text-quiet">
        {numbers ? t('appconn-serves', { numbers }) : t('appconn-serves-none')}
        {ends && !connection.reason && ` · ${t('appconn-until', { at: moment(ends) })}`}
        {` · ${t('appconn-checked', { ago: ago(connection.checked_at, now) })}`}
      </p>
    </div>
  );
}

function Rename({ connection, onDone }: { connection: AppConnection; onDone: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [name, setName] = useState(connection.name);
  const save = useMutation({
    mutationFn: () => renameConnection(connection.id, name),
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: connectionsKey }),
  });
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !save.isPending) save.mutate();
      }}
    >
      <Field
        label={t('appconn-name')}
        value={name}
        maxLength={80}
        error={save.error?.message}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex gap-2">
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabledReason={name.trim() ? null : t('appconn-name-missing')}
        >
          {t('appconn-save')}
        </Button>
        <Button onClick={onDone}>{t('app-cancel')}</Button>
      </div>
    </form>
  );
}

function Remove({ connection, ...rest }: { connection: AppConnection; open: boolean; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteConnection(connection.id),
    onSuccess: () => {
      toast(t('appconn-removed', { name: connection.name }));
      rest.onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: connectionsKey }),
  });
  return (
    <Confirm
      {...rest}
      title={t('appconn-remove-title', { name: connection.name })}
      action={t('appconn-remove')}
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      {t('appconn-remove-text')}
    </Confirm>
  );
}
