import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '~/api/readiness';
import type { Channel, ChannelHealth } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Fact } from '~/ui/fact';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { QualityShape } from '~/ui/quality';
import { Bones, Failure } from '~/ui/states';
import { HealthFailures } from './health-failures';
import { HealthGaps } from './health-gaps';
import { Limit } from './limit';
import { TokenEnd } from './token-end';
import { Told } from './told-list';

/** How a number or account does: quality, limits, what became of its messages, how late Meta tells. */
export function ChannelHealthCard({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const query = useQuery(healthQuery(channel.id));
  return (
    <Card title={t('health-title')}>
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Health channel={channel} health={query.data} />
      )}
    </Card>
  );
}

function Health({ channel, health }: { channel: Channel; health: ChannelHealth }) {
  const { t, ago, known, number, span } = useL10n();
  const now = useNow();
  const lag = health.webhook_lag_p95_ms;
  const quality = channel.facts.quality ?? 'UNKNOWN';
  const limit = channel.facts.messaging_limit;
  return (
    <div className="grid gap-6">
      {channel.connection === 'disconnected' && <Notice>{t('health-before')}</Notice>}
      {health.simulated && <Notice tone="amber">{t('whatsapp-safe')}</Notice>}
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
        <Fact name={t('health-quality')}>
          <span className="inline-flex items-center gap-2">
            <QualityShape quality={quality} simulated={health.simulated} />
            <span>{known(`quality-${quality}`) ?? quality}</span>
          </span>
          {channel.facts.quality_since && (
            <span className="text-quiet">
              {' '}
              · {t('health-since', { when: ago(channel.facts.quality_since, now) })}
            </span>
          )}
        </Fact>
        <Fact name={t('health-throughput')}>
          {channel.facts.throughput
            ? (known(`throughput-${channel.facts.throughput}`) ?? channel.facts.throughput)
            : t('health-untold')}
        </Fact>
        <Fact name={t('health-lag')}>
          {lag === null
            ? t('health-lag-none')
            : lag < 60_000
              ? t('health-lag-ms', { seconds: number(Math.round(lag / 100) / 10) })
              : t('health-lag-long', { time: span(lag) })}
        </Fact>
        <Fact name={t('health-last')}>
          {health.last_event_at ? ago(health.last_event_at, now) : t('health-last-none')}
        </Fact>
        <Fact name={t('health-name')}>
          <bdi>{channel.facts.verified_name ?? t('health-untold')}</bdi>
        </Fact>
        <Fact name={t('told-token-since')}>
          {channel.token.since
            ? t('told-token-age', { time: span(now - Date.parse(channel.token.since)) })
            : t('told-token-gone')}
        </Fact>
        <Fact name={t('told-token-end')}>
          <TokenEnd channel={channel} facts={health.facts} />
        </Fact>
      </dl>
      <dl className="text-sm">
        <Fact name={t('health-limit')}>
          <Limit limit={limit} used={health.written_first} simulated={health.simulated} />
        </Fact>
      </dl>
      <Funnels health={health} />
      <HealthFailures health={health} />
      <HealthGaps gaps={health.gaps} />
      <History health={health} />
      <Told health={health} />
    </div>
  );
}

const STEPS = ['sent', 'delivered', 'read', 'failed'] as const;

function Funnels({ health }: { health: ChannelHealth }) {
  const { t, number } = useL10n();
  return (
    <section aria-label={t('health-funnel')}>
      <h3 className="mb-2 text-sm font-medium">{t('health-funnel')}</h3>
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-xs text-quiet">
            <th className="py-1 text-start font-normal">{t('health-step')}</th>
            <th className="py-1 text-end font-normal">{t('health-day')}</th>
            <th className="py-1 text-end font-normal">{t('health-week')}</th>
          </tr>
        </thead>
        <tbody>
          {STEPS.map((step) => (
            <tr key={step} className="border-t border-line">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t(`health-step-${step}`)}
              </th>
              <td className="py-1.5 text-end">{number(health.day[step])}</td>
              <td className="py-1.5 text-end">{number(health.week[step])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The quality over 90 days, the newest first: each with its shape, its word and its day. */
function History({ health }: { health: ChannelHealth }) {
  const { t, known, ago } = useL10n();
  const now = useNow();
  return (
    <section aria-label={t('health-history')}>
      <h3 className="mb-2 text-sm font-medium">{t('health-history')}</h3>
      {health.quality.length === 0 ? (
        <p className="text-sm text-quiet">{t('health-history-none')}</p>
      ) : (
        <ol className="grid gap-1 text-sm">
          {health.quality.map((one) => {
            const word = String(one.to);
            return (
              <li key={one.id} className="flex items-center gap-2">
                <QualityShape quality={word} simulated={one.simulated} />
                <span>{known(`quality-${word}`) ?? word}</span>
                <span className="text-quiet">
                  {ago(one.at, now)} · {t(`health-by-${one.source}`)}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}
