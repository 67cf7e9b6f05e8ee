import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ownWebhookQuery, replaceAppSecret } from '~/api/own-webhook';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { CopyBox } from '~/ui/copy-box';
import { Field } from '~/ui/field';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

/** What is entered at a business's own Meta app, and the app's secret, which is replaced and never shown. */
export function OwnWebhook({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const query = useQuery(ownWebhookQuery(channel.id));
  return (
    <Card title={t('own-app-title')}>
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className="grid gap-4 text-sm">
          <p className="text-quiet">{t('own-app-lead', { app: query.data.app_id ?? '' })}</p>
          <CopyBox label={t('own-app-address')} value={channel.webhook.url} />
          {query.data.verify_token && (
            <CopyBox label={t('own-app-verify-token')} value={query.data.verify_token} />
          )}
          <div className="grid gap-1">
            <h3 className="font-medium">{t('own-app-fields')}</h3>
            <p dir="ltr" className="rounded-lg bg-inset px-3 py-2 font-mono text-xs leading-5">
              {query.data.fields.join(', ')}
            </p>
          </div>
          <Secret channel={channel} />
        </div>
      )}
    </Card>
  );
}

function Secret({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [secret, setSecret] = useState<string | null>(null);
  const renew = useMutation({
    mutationFn: (app_secret: string) => replaceAppSecret(channel.id, app_secret),
    onSuccess: () => {
      setSecret(null);
      toast(t('own-app-secret-replaced'));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  if (secret === null) {
    return (
      <div>
        <Button onClick={() => setSecret('')} disabledReason={reason}>
          {t('own-app-secret-replace')}
        </Button>
      </div>
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (secret?.trim() && !renew.isPending) renew.mutate(secret.trim());
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-3">
      <Field
        label={t('own-app-secret')}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        dir="ltr"
        autoFocus
        help={t('own-app-secret-help')}
        value={secret}
        error={renew.error ? said(renew.error) : null}
        onChange={(event) => {
          setSecret(event.target.value);
          renew.reset();
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={renew.isPending} disabledReason={reason}>
          {t('own-app-secret-use')}
        </Button>
        <Button variant="quiet" onClick={() => setSecret(null)}>
          {t('app-cancel')}
        </Button>
      </div>
    </form>
  );
}
