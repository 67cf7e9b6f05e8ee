import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { disconnectChannel } from '~/api/channels';
import { keys } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Confirm } from '~/ui/dialog';

/** Ends a connection, once it was said what goes and what stays. */
export function Disconnect({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [asking, setAsking] = useState(false);
  const leave = useMutation({
    mutationFn: () => disconnectChannel(channel.id),
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: keys.channels });
    },
  });
  return (
    <div>
      <Button variant="danger" onClick={() => setAsking(true)} disabledReason={reason}>
        {t('channel-disconnect')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('channel-disconnect-title', { name: channel.name })}
        action={t('channel-disconnect')}
        busy={leave.isPending}
        error={leave.error}
        onConfirm={() => leave.mutate()}
      >
        {channel.kind === 'instagram' ? (
          <p>{t('channel-account-disconnect')}</p>
        ) : (
          <OfNumber channel={channel} />
        )}
      </Confirm>
    </div>
  );
}

function OfNumber({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  return (
    <div className="grid gap-3">
      <p>{t('channel-disconnect-text')}</p>
      <List
        title={t('channel-goes')}
        points={['token', 'webhook', 'ids'].map((it) => t(`channel-goes-${it}`))}
      />
      <div>
        <List
          title={t('channel-stays')}
          points={['threads', 'evidence'].map((it) => t(`channel-stays-${it}`))}
        />
        <Link to="/evidence" className={LINK}>
          {t('channel-stays-see')}
        </Link>
      </div>
      <p>
        {t(channel.app ? 'channel-stays-app' : 'channel-stays-number')}{' '}
        {!channel.app && (
          <Link to="/admin/whatsapp-settings" search={{ channel: channel.id }} className={LINK}>
            {t('channel-deregister')}
          </Link>
        )}
      </p>
    </div>
  );
}

const LINK = 'font-medium text-text underline underline-offset-2';

function List({ title, points }: { title: string; points: readonly string[] }) {
  return (
    <section aria-label={title}>
      <p className="font-medium text-text">{title}</p>
      <ul className="list-disc ps-5">
        {points.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  );
}
