import { Link } from '@tanstack/react-router';
import type { Reason } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Reasons } from './reasons';

/** Nothing can be sent: why, and the one button that helps. */
export function Blocked({ reasons, onTemplate }: { reasons: readonly Reason[]; onTemplate: () => void }) {
  const { t } = useL10n();
  const helps = reasons.find((reason) => reason.action !== 'none');
  return (
    <Notice
      tone="amber"
      title={t('composer-blocked')}
      action={helps && <Help action={helps.action} onTemplate={onTemplate} />}
    >
      <Reasons reasons={reasons} />
    </Notice>
  );
}

function Help({ action, onTemplate }: { action: string; onTemplate: () => void }) {
  const { t } = useL10n();
  switch (action) {
    case 'reconnect':
    case 'see_readiness':
    case 'change_reply_mode':
      return (
        <Link to="/settings/channels" className={buttonClass()}>
          {t(`action-${action}`)}
        </Link>
      );
    case 'open_provider':
      return (
        <a
          href="https://business.facebook.com/"
          target="_blank"
          rel="noopener noreferrer"
          className={buttonClass()}
        >
          {t(`action-${action}`)}
        </a>
      );
    case 'send_template':
    case 'choose_template':
      return <Button onClick={onTemplate}>{t(`action-${action}`)}</Button>;
    default:
      return null;
  }
}
