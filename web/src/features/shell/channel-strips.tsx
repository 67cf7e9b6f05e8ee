import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { channelTrouble } from './channel-trouble';
import { QualityStrip } from './quality-strip';

/** What is the matter with the channels. */
export function ChannelStrips() {
  return (
    <>
      <ChannelStrip />
      <QualityStrip />
    </>
  );
}

/** A channel that can no longer send, with the way to mend it. */
function ChannelStrip() {
  const { t } = useL10n();
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const trouble = channelTrouble(channels);
  if (!trouble) return null;
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-center gap-x-3 border-b border-red-line bg-red-soft px-3 py-1.5 text-sm text-red">
      <p className="flex min-w-0 items-center gap-2">
        <Unplug size={15} aria-hidden="true" className="shrink-0" />
        <span className="min-w-0">{t(`strip-${trouble.state}`, { name: trouble.name })}</span>
      </p>
      <Link
        to="/settings/channels"
        className="hit relative font-medium whitespace-nowrap underline underline-offset-2 hover:decoration-2"
      >
        {t(trouble.state === 'frozen' ? 'strip-look' : 'strip-reconnect')}
      </Link>
    </div>
  );
}
