import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { QrCode } from '~/features/account/qr-code';
import { useAbout } from '~/features/session/me';
import { usePhone } from '~/features/session/use-phone';
import { useL10n } from '~/l10n/words';
import { phoneDock } from '~/lib/prefs';
import { Button, buttonClass } from '~/ui/button';
import { Bones, Empty, Failure } from '~/ui/states';
import { reachable, whatsAppLink } from './first-message-link';

/** An empty workspace: the number to write to, a picture of it for a phone's camera, and the phone of the sandbox. */
export function FirstMessage() {
  const { t } = useL10n();
  const channels = useQuery(channelsQuery);
  const phone = useAbout().sandbox.phone_url;
  if (channels.isPending) return <Bones rows={3} />;
  if (!channels.data) return <Failure error={channels.error} retry={() => void channels.refetch()} />;
  const channel = channels.data.items.find((one) => one.connection === 'connected');
  if (!channel) {
    return (
      <Empty
        icon={<Inbox size={22} aria-hidden="true" />}
        title={t('inbox-empty-title')}
        action={
          <Link to="/settings/channels" className={buttonClass('primary')}>
            {t('inbox-connect')}
          </Link>
        }
      >
        {t('inbox-empty')}
      </Empty>
    );
  }
  return <WriteTo channel={channel} phone={phone ?? null} />;
}

function WriteTo({ channel, phone }: { channel: Channel; phone: string | null }) {
  const { t } = useL10n();
  const beside = usePhone();
  // Nobody has a simulated number: there it is the sandbox's phone that a camera is led to, where it could open it.
  const link = channel.simulated ? phone && reachable(phone, location.origin) : whatsAppLink(channel.display);
  return (
    <div className="grid h-full place-content-center justify-items-center gap-3 overflow-y-auto p-6 text-center">
      <p className="font-semibold">{t('inbox-empty-title')}</p>
      <p className="max-w-xs text-balance text-quiet">
        {t(channel.simulated ? 'inbox-first-sandbox' : 'inbox-first')}
      </p>
      <p className="text-lg font-semibold tabular-nums select-all" dir="ltr">
        {channel.display}
      </p>
      {link && <QrCode text={link} label={t('inbox-first-code', { number: channel.display })} />}
      {channel.simulated && phone && (
        <a href={phone} target="_blank" rel="noopener" className={buttonClass('primary')}>
          {t('inbox-open-phone')}
        </a>
      )}
      {channel.simulated && beside && (
        <Button onClick={() => phoneDock.set('open')}>{t('inbox-phone-beside')}</Button>
      )}
    </div>
  );
}
