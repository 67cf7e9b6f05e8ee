import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, PlugZap, TriangleAlert } from 'lucide-react';
import type { Channel } from '~/api/types-admin';
import { ChannelIcon } from '~/features/inbox/channel-icon';
import { useReason } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { buttonClass } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { CopyBox } from '~/ui/copy-box';
import { Fact } from '~/ui/fact';
import { later } from '~/ui/later';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { Courtesies } from './courtesies';
import { Disconnect } from './disconnect';
import { HoldChoice } from './hold-choice';
import { ModeChoice } from './mode-choice';
import { NewToken, Reconnect } from './new-token';

const Defaults = later(withWords(['channel-defaults'], async () => (await import('./defaults')).Defaults));
const ReconnectAccount = later(
  withWords(
    ['channels', 'connect'],
    async () => (await import('~/features/instagram/reconnect')).ReconnectAccount,
  ),
);
const RenewAccount = later(
  withWords(['connect'], async () => (await import('~/features/instagram/renew')).RenewAccount),
);
const Coexistence = later(async () => (await import('./coexistence')).Coexistence);
const Numbers = later(async () => (await import('./numbers')).Numbers);
const TemplatesLine = later(async () => (await import('./templates-line')).TemplatesLine);

/** One number or account: how it stands, what becomes of drafts, where Meta writes to. */
export function ChannelCard({ channel }: { channel: Channel }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const last = channel.webhook.last_event_at;
  return (
    <Card>
      <div className="grid gap-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <ChannelIcon kind={channel.kind} size={20} />
          <div className="min-w-36 flex-1">
            <h2 className="font-semibold wrap-anywhere">{channel.name}</h2>
            <p className="text-sm text-quiet">
              <bdi>{channel.display}</bdi>
            </p>
          </div>
          <States channel={channel} />
        </div>
        <Lost channel={channel} />
        {channel.app && channel.connection !== 'disconnected' && <Coexistence app={channel.app} />}
        <ModeChoice channel={channel} />
        {channel.reply_mode === 'auto_send' && <HoldChoice channel={channel} />}
        <Courtesies channel={channel.id} />
        <Defaults channel={channel.id} rule={channel.reply_mode === 'auto_send'} />
        {channel.connection !== 'disconnected' && channel.kind === 'whatsapp' && (
          <TemplatesLine channel={channel.id} />
        )}
        <Numbers channel={channel} />
        <CopyBox label={t('channel-webhook')} value={channel.webhook.url} />
        <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
          {channel.kind === 'instagram' ? (
            <Fact name={t('manual-instagram-id')}>{channel.phone_number_id}</Fact>
          ) : (
            <>
              {channel.phone_number_id && <Fact name={t('manual-phone-id')}>{channel.phone_number_id}</Fact>}
              {channel.waba_id && <Fact name={t('manual-waba')}>{channel.waba_id}</Fact>}
            </>
          )}
          <Fact name={t('channel-token')}>
            <TokenLine token={channel.token} />
          </Fact>
          <Fact name={t('channel-events')}>
            {last
              ? t('channel-last-event', { when: ago(last, now) })
              : t(channel.kind === 'instagram' ? 'channel-no-event-instagram' : 'channel-no-event')}
          </Fact>
        </dl>
        {channel.connection !== 'disconnected' && (
          <div className="flex flex-wrap items-start gap-2">
            {channel.connection !== 'needs_reauth' && (
              <>
                {channel.kind === 'instagram' && <RenewAccount />}
                <NewToken channel={channel} />
              </>
            )}
            <Disconnect channel={channel} />
          </div>
        )}
      </div>
    </Card>
  );
}

/** What no longer works, with the way to mend it. */
function TokenLine({ token }: { token: Channel['token'] }) {
  const { t } = useL10n();
  if (!token.fingerprint) return <>{t('channel-token-none')}</>;
  const { fingerprint, reference } = token;
  return (
    <>
      {t(reference ? 'channel-token-from' : 'channel-token-kept', {
        fingerprint,
        reference: reference ?? '',
      })}
    </>
  );
}

function Lost({ channel }: { channel: Channel }) {
  const account = channel.kind === 'instagram';
  switch (channel.connection) {
    case 'needs_reauth':
      return account ? <ReconnectAccount channel={channel} /> : <Reconnect channel={channel} />;
    case 'disconnected':
      return account ? <ReconnectAccount channel={channel} /> : <Again channel={channel} />;
    default:
      return null;
  }
}

/** A number that was disconnected is added anew, with the ids it had. */
function Again({ channel }: { channel: Channel }) {
  const { t, known } = useL10n();
  const reason = useReason()('channels');
  return (
    <Notice
      title={(channel.ended && known(`channel-ended-${channel.ended}`)) ?? t('channel-again')}
      action={
        !reason && (
          <Link to="/settings/channels/new" search={{ again: channel.id }} className={buttonClass()}>
            {t('channel-again-go')}
          </Link>
        )
      }
    >
      {reason ?? t('channel-again-text')}
    </Notice>
  );
}

function States({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const { simulated, ready } = channel;
  const fine = channel.connection === 'connected';
  // What a simulated Meta says proves nothing, so nothing of it looks like a proof.
  const proved = ready && !simulated;
  return (
    <div className="flex flex-wrap gap-1.5">
      {simulated && !(fine && ready) && <Chip tone="amber">{t('channel-simulated')}</Chip>}
      <Chip tone={!fine ? 'red' : simulated ? 'plain' : 'accent'}>
        {fine ? <PlugZap size={12} aria-hidden="true" /> : <TriangleAlert size={12} aria-hidden="true" />}
        {t(`channel-${channel.connection}`)}
      </Chip>
      {fine && (
        <Chip tone={proved ? 'accent' : ready ? 'amber' : 'plain'}>
          {proved ? (
            <CircleCheck size={12} aria-hidden="true" />
          ) : (
            <CircleDashed size={12} aria-hidden="true" />
          )}
          {t(proved ? 'channel-ready' : ready ? 'channel-ready-simulated' : 'channel-not-ready')}
        </Chip>
      )}
    </div>
  );
}
