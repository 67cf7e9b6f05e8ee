import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { type Passkey, passkeysQuery } from '~/api/account';
import { addPasskey, newPasskeyChallenge, removePasskey } from '~/api/security';
import { useAbout } from '~/features/session/me';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { device } from '~/lib/device';
import { useNow } from '~/lib/now';
import { hasPasskeys, makePasskey } from '~/lib/passkey';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

/** Devices that stand for password and code. */
export function Passkeys() {
  const { t } = useL10n();
  const about = useAbout();
  const query = useQuery(passkeysQuery);
  const add = useAdd();
  const none = !about.passkeys ? t('passkeys-address') : !hasPasskeys() ? t('passkeys-browser') : null;
  return (
    <Card title={t('passkeys-title')}>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 basis-56 text-sm text-quiet">{none ?? t('passkeys-text')}</p>
          <Button busy={add.isPending} disabledReason={none} onClick={() => add.mutate()}>
            <Plus size={16} aria-hidden="true" />
            {t('passkeys-add')}
          </Button>
        </div>
        {add.error && <ProblemNotice error={add.error} />}
        {query.isPending ? (
          <Bones rows={1} />
        ) : !query.data ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          query.data.items.length > 0 && (
            <ul className="divide-y divide-line border-t border-line">
              {query.data.items.map((one) => (
                <Row key={one.id} passkey={one} />
              ))}
            </ul>
          )
        )}
      </div>
    </Card>
  );
}

function useAdd() {
  const { t } = useL10n();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { challenge, options } = await newPasskeyChallenge();
      const credential = await makePasskey(options as Record<string, unknown>);
      if (!credential) return null;
      const { browser, system } = device(navigator.userAgent);
      const name = [browser, system].filter(Boolean).join(', ') || t('passkeys-unnamed');
      return addPasskey({ name, challenge, credential });
    },
    onSuccess: (made) => {
      if (made) toast(t('passkeys-added'));
      void client.invalidateQueries({ queryKey: passkeysQuery.queryKey });
    },
  });
}

function Row({ passkey }: { passkey: Passkey }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removePasskey(passkey.id),
    onError: (error) => toast(error.message, { tone: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: passkeysQuery.queryKey }),
  });
  return (
    <li className="flex flex-wrap items-center gap-3 py-3 last:pb-0">
      <KeyRound size={17} aria-hidden="true" className="shrink-0 text-quiet" />
      <div className="min-w-0 flex-1 basis-40 text-sm">
        <p className="font-medium">
          <bdi>{passkey.name}</bdi>
        </p>
        <p className="text-quiet">
          {passkey.used_at
            ? t('passkeys-used', { time: ago(passkey.used_at, now) })
            : t('passkeys-made', { time: ago(passkey.created_at, now) })}
        </p>
      </div>
      <Button
        busy={remove.isPending}
        aria-label={t('passkeys-remove-name', { name: passkey.name })}
        onClick={() => remove.mutate()}
      >
        {t('passkeys-remove')}
      </Button>
    </li>
  );
}
