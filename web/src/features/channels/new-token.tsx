import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeChannel } from '~/api/channels';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';

/** Connects a number again: its token was refused, and another takes its place. It stands first on the card. */
export function Reconnect({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  return (
    <Notice tone="red" title={t('channel-reauth')}>
      <p>{t('channel-reauth-text')}</p>
      <div className="mt-3 text-text">
        <TokenForm channel={channel} />
      </div>
    </Notice>
  );
}

/** Another token for a channel that still has a good one. */
export function NewToken({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const [open, setOpen] = useState(false);
  if (open) return <TokenForm channel={channel} onDone={() => setOpen(false)} focus />;
  return (
    <Button onClick={() => setOpen(true)} disabledReason={reason}>
      {t('channel-new-token')}
    </Button>
  );
}

interface FormProps {
  channel: Channel;
  onDone?: () => void;
  focus?: boolean;
}

export function TokenForm({ channel, onDone, focus = false }: FormProps) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [token, setToken] = useState('');
  const [tried, setTried] = useState(false);
  const renew = useMutation({
    mutationFn: () => changeChannel(channel.id, { token: token.trim() }),
    onSuccess: async () => {
      toast(t('channel-token-renewed', { name: channel.name }));
      await client.invalidateQueries({ queryKey: keys.channels });
      onDone?.();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (token.trim() !== '' && !reason) renew.mutate();
  }
  const missing = tried && token.trim() === '' ? t('manual-required') : null;
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl basis-full gap-3">
      <Field
        label={t('channel-new-token')}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        dir="ltr"
        autoFocus={focus}
        help={t('channel-new-token-help')}
        value={token}
        error={missing ?? (renew.error ? said(renew.error) : null)}
        onChange={(event) => setToken(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={renew.isPending} disabledReason={reason}>
          {t(renew.isPending ? 'channel-token-checking' : 'channel-token-use')}
        </Button>
        {onDone && (
          <Button variant="quiet" onClick={onDone}>
            {t('app-cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}
