import type { ReactNode } from 'react';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Notice } from '~/ui/notice';
import { SignInButton } from './sign-in-button';

interface Props {
  channel: Channel;
  /** The other way, by hand. */
  children?: ReactNode;
}

/** An account whose permission is over, or that was disconnected: its owner signs in again. */
export function ReconnectAccount({ channel, children }: Props) {
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
          {children && (
            <details>
              <summary className="cursor-pointer text-sm text-quiet">{t('channel-account-by-hand')}</summary>
              <div className="mt-3">{children}</div>
            </details>
          )}
        </div>
      )}
    </Notice>
  );
}
