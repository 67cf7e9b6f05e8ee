import { Link } from '@tanstack/react-router';
import type { Channel } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Fact } from '~/ui/fact';
import { QualityShape } from '~/ui/quality';

/** What Meta says of the number or account while it is connected, and the way to all of it. */
export function Numbers({ channel }: { channel: Channel }) {
  const { t, known } = useL10n();
  const { quality, messaging_limit: limit, throughput, verified_name: name } = channel.facts;
  const shown = quality ?? 'UNKNOWN';
  return (
    <div className="grid gap-3">
      {channel.connection !== 'disconnected' && (
        <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-4">
          <Fact name={t('channel-quality')}>
            <span className="inline-flex items-center gap-2">
              <QualityShape quality={shown} simulated={channel.simulated} />
              {known(`quality-${shown}`) ?? shown}
            </span>
          </Fact>
          <Fact name={t('channel-limit')}>
            {limit ? (known(`limit-${limit}`) ?? limit) : t('channel-untold')}
          </Fact>
          <Fact name={t('channel-throughput')}>
            {throughput ? (known(`throughput-${throughput}`) ?? throughput) : t('channel-untold')}
          </Fact>
          <Fact name={t('channel-verified-name')}>
            <bdi>{name ?? t('channel-untold')}</bdi>
          </Fact>
        </dl>
      )}
      <Link
        to="/admin/whatsapp-settings"
        search={{ channel: channel.id }}
        className="justify-self-start text-sm font-medium underline underline-offset-2 hover:decoration-2"
      >
        {t('channel-health')}
      </Link>
    </div>
  );
}
