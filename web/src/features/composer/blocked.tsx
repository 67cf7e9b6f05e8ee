import { Link } from '@tanstack/react-router';
import type { ConversationDetail, Reason } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { helpOf } from './mode';
import { Reasons } from './reasons';

interface Props {
  conversation: ConversationDetail;
  reasons: readonly Reason[];
  onTemplate: () => void;
}

/** Nothing can be sent: why, and the one button that helps. */
export function Blocked({ conversation, reasons, onTemplate }: Props) {
  const { t } = useL10n();
  const action = helpOf(reasons);
  return (
    <Notice
      tone="amber"
      title={t('composer-blocked')}
      action={action && <Help action={action} conversation={conversation} onTemplate={onTemplate} />}
    >
      <Reasons reasons={reasons} />
    </Notice>
  );
}

type HelpProps = Omit<Props, 'reasons'> & { action: string };

function Help({ action, conversation: { channel, contact }, onTemplate }: HelpProps) {
  const { t } = useL10n();
  switch (action) {
    case 'reconnect':
    case 'change_reply_mode':
      return (
        <Link to="/settings/channels" className={buttonClass()}>
          {t(`action-${action}`)}
        </Link>
      );
    case 'see_readiness':
      return (
        <Link to="/admin/whatsapp-settings" search={{ channel: channel.id }} className={buttonClass()}>
          {t(`action-${action}`)}
        </Link>
      );
    case 'see_consent':
      return (
        <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={buttonClass()}>
          {t(`action-${action}`)}
        </Link>
      );
    case 'open_provider':
      return (
        <a href={AT_META.provider} target="_blank" rel="noopener noreferrer" className={buttonClass()}>
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
