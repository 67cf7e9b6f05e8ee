import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { verifyChannel } from '~/api/readiness';
import { freeNumber } from '~/api/registration';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button, buttonClass } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { Card } from '~/ui/page';

/** Where a number can be registered already; each lets go of it in its own way. */
const PLACES = ['app', 'business', 'provider'] as const;

/** A number belongs to one place at a time: how it is got out of another one, and out of here. */
export function FreeCard({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const gone = channel.connection === 'disconnected' ? t('whatsapp-gone') : null;
  const check = useMutation({
    mutationFn: () => verifyChannel(channel.id),
    onSuccess: ({ changed }) => toast(t('whatsapp-check-done', { count: changed })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  return (
    <Card title={t('free-title')}>
      <div className="grid gap-5 text-sm">
        <section className="grid gap-2" aria-label={t('free-taken')}>
          <h3 className="font-medium">{t('free-taken')}</h3>
          <p className="text-quiet">{t('free-taken-hint')}</p>
          <dl className="grid gap-2">
            {PLACES.map((place) => (
              <div key={place}>
                <dt className="font-medium">{t(`free-in-${place}`)}</dt>
                <dd className="text-quiet">{t(`free-in-${place}.how`)}</dd>
              </div>
            ))}
          </dl>
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => check.mutate()} busy={check.isPending} disabledReason={gone ?? reason}>
              {t('free-taken-done')}
            </Button>
            {!channel.app && (
              <Link to="/settings/channels/new" className={buttonClass()}>
                {t('free-with-app')}
              </Link>
            )}
          </div>
          {check.error && (
            <p role="alert" className="text-red">
              {said(check.error)}
            </p>
          )}
        </section>
        <section className="grid gap-2" aria-label={t('free-here')}>
          <h3 className="font-medium">{t('free-here')}</h3>
          <p className="text-quiet">{t(channel.app ? 'free-here-app' : 'free-here-hint')}</p>
          {!channel.app && <Deregister channel={channel} reason={gone ?? reason} />}
        </section>
      </div>
    </Card>
  );
}

function Deregister({ channel, reason }: { channel: Channel; reason: string | null }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const free = useMutation({
    mutationFn: () => freeNumber(channel.id),
    onSuccess: () => {
      setAsking(false);
      toast(t('free-done'));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  return (
    <div>
      <Button onClick={() => setAsking(true)} disabledReason={reason}>
        {t('free-do')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => {
          setAsking(false);
          free.reset();
        }}
        title={t('free-ask', { name: channel.display })}
        action={t('free-do')}
        busy={free.isPending}
        onConfirm={() => free.mutate()}
      >
        <ul className="grid list-disc gap-1 ps-5">
          <li>{t('free-stops')}</li>
          <li>{t('free-stays')}</li>
          <li>{t('free-again')}</li>
          <li>{t('free-often')}</li>
        </ul>
        {free.error && (
          <p role="alert" className="mt-2 text-red">
            {said(free.error)}
          </p>
        )}
      </Confirm>
    </div>
  );
}
