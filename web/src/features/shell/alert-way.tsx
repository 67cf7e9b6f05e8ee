import { Link } from '@tanstack/react-router';
import type { Alert } from '~/api/alerts';
import { useL10n } from '~/l10n/words';

const LOOK = 'hit relative font-medium whitespace-nowrap underline underline-offset-2 hover:decoration-2';

/** What is mended elsewhere than in this desk. */
const LOOKED_AT: ReadonlySet<Alert['kind']> = new Set([
  'frozen',
  'app_lost',
  'app_unseen',
  'template_stopped',
  'template_rejected',
  'template_category',
]);

/** Where what is the matter is put right. */
export function AlertWay({ one, onLeave }: { one: Alert; onLeave?: () => void }) {
  const { t } = useL10n();
  const leave = onLeave && { onClick: onLeave };
  switch (one.kind) {
    case 'blocked':
    case 'name_declined':
    case 'quality_low':
    case 'quality_medium':
    case 'untold':
    case 'unapplied':
    case 'strangers':
    case 'unknown_code':
    case 'unpaid':
    case 'spam_stop':
    case 'pin':
    case 'warning':
      return (
        <Link to="/admin/whatsapp-settings" search={{ channel: one.channel_id }} {...leave} className={LOOK}>
          {t(one.kind === 'blocked' ? 'alert-see-list' : 'alert-see-health')}
        </Link>
      );
    case 'needs_reauth':
    case 'token_ends':
    case 'ended':
    case 'frozen':
    case 'app_lost':
    case 'app_unseen':
    case 'template_stopped':
    case 'template_rejected':
    case 'template_category':
      return (
        <Link to="/settings/channels" {...leave} className={LOOK}>
          {t(LOOKED_AT.has(one.kind) ? 'alert-look' : 'alert-reconnect')}
        </Link>
      );
  }
}
