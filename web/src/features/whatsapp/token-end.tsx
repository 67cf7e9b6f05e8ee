import type { Channel, ChannelHealth } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { ending } from './told';

interface Props {
  channel: Channel;
  facts: ChannelHealth['facts'];
}

/** When the token ends, as far as Meta told. */
export function TokenEnd({ channel, facts }: Props) {
  const { t, ago, moment, span } = useL10n();
  const now = useNow();
  if (channel.token.fingerprint === null) return <>{t('told-token-gone')}</>;
  const end = ending(facts, channel.facts.token_until);
  if (end === null) return <>{t('health-untold')}</>;
  if (end === 'never') return <>{t('told-token-never')}</>;
  const left = Date.parse(end.at) - now;
  const over = left <= 0;
  return (
    <span className={over ? 'text-red' : undefined}>
      {moment(end.at)}
      <span className={over ? undefined : 'text-quiet'}>
        {' '}
        ·{' '}
        {over
          ? t('told-token-ended', { when: ago(end.at, now) })
          : t('told-token-left', { time: span(left) })}
      </span>
    </span>
  );
}
