import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, apiKeysQuery } from '~/api/account';
import { revokeApiKey } from '~/api/api-keys';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Confirm } from '~/ui/dialog';

/** Each includes the ones before it, so the widest says it all. */
const SCOPES = ['manage', 'send', 'read'] as const;

export function KeyList({ keys }: { keys: readonly ApiKey[] }) {
  const { t } = useL10n();
  return (
    <ul
      aria-label={t('apikeys-title')}
      className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel"
    >
      {keys.map((key) => (
        <Row key={key.id} apiKey={key} />
      ))}
    </ul>
  );
}

function Row({ apiKey }: { apiKey: ApiKey }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const scope = SCOPES.find((one) => apiKey.scopes.includes(one)) ?? 'read';
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <bdi>{apiKey.name}</bdi>
          <Chip tone={scope === 'manage' ? 'amber' : 'plain'}>{t(`apikey-scope-name-${scope}`)}</Chip>
        </p>
        <p className="text-sm text-quiet">
          {apiKey.used_at ? t('apikey-used', { time: ago(apiKey.used_at, now) }) : t('apikey-never')} ·{' '}
          {t('apikey-made', { time: ago(apiKey.created_at, now) })}
        </p>
      </div>
      <Button
        variant="danger"
        aria-label={t('apikey-revoke-name', { name: apiKey.name })}
        onClick={() => setAsking(true)}
      >
        {t('apikey-revoke')}
      </Button>
      {asking && <Revoke apiKey={apiKey} onClose={() => setAsking(false)} />}
    </li>
  );
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeApiKey(apiKey.id),
    onSuccess: () => {
      toast(t('apikey-revoked', { name: apiKey.name }));
      void client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
      onClose();
    },
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('apikey-revoke-title', { name: apiKey.name })}
      action={t('apikey-revoke')}
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate()}
    >
      <p>{t('apikey-revoke-text')}</p>
      {revoke.error && <ProblemNotice error={revoke.error} />}
    </Confirm>
  );
}
