import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
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
  const { t, appointment } = useL10n();
  const now = useNow();
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const trouble = channelTrouble(channels, now);
  if (!trouble) return null;
  const ends = trouble.state === 'ends';
  const tone = ends ? 'border-amber-line bg-amber-soft text-amber' : 'border-red-line bg-red-soft text-red';
  const words = ends ? { name: trouble.name, when: appointment(trouble.when) } : { name: trouble.name };
  return (
    <div
      className={`flex min-h-9 flex-wrap items-center justify-center gap-x-3 border-b px-3 py-1.5 text-sm ${tone}`}
    >
      <p className="flex min-w-0 items-center gap-2">
        <Unplug size={15} aria-hidden="true" className="shrink-0" />
        <span className="min-w-0">{t(`strip-${trouble.state}`, words)}</span>
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
