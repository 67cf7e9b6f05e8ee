import { Link } from '@tanstack/react-router';
import type { Channel } from '~/api/types-admin';
import { TokenForm } from '~/features/channels/new-token';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Notice } from '~/ui/notice';
import { SignInButton } from './sign-in-button';

/** An account whose permission is over, or that was disconnected: its owner signs in again, or gives a token by hand. */
export function ReconnectAccount({ channel }: { channel: Channel }) {
  const { t, known } = useL10n();
  const reason = useReason()('channels');
  const gone = channel.connection === 'disconnected';
  const title = gone
    ? ((channel.ended && known(`channel-ended-${channel.ended}`)) ?? t('channel-account-again'))
    : t('channel-account-reauth');
  return (
    <Notice tone={gone ? 'info' : 'red'} title={title}>
      <p>{reason ?? t(gone ? 'channel-account-again-text' : 'channel-account-reauth-text')}</p>
      {!reason && (
        <div className="mt-3 grid gap-3 text-text">
          <SignInButton label={t('instagram-again')} />
          {gone ? (
            <Link
              to="/settings/channels/new"
              search={{ again: channel.id }}
              className="justify-self-start text-sm text-quiet underline underline-offset-2 hover:decoration-2"
            >
              {t('channel-account-by-hand')}
            </Link>
          ) : (
            <details>
              <summary className="cursor-pointer text-sm text-quiet">{t('channel-account-by-hand')}</summary>
              <div className="mt-3">
                <TokenForm channel={channel} />
              </div>
            </details>
          )}
        </div>
      )}
    </Notice>
  );
}
