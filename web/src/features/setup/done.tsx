import { Link } from '@tanstack/react-router';
import type { HouseReady } from '~/api/account';
import { Entry } from '~/features/session/entry';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { CopyBox } from '~/ui/copy-box';
import { Notice } from '~/ui/notice';

/** The house is one's own. With a real app: what to enter at Meta, and that Loket starts anew. */
export function SetupDone({ ready }: { ready: HouseReady }) {
  const { t } = useL10n();
  if (!ready.meta) {
    return (
      <Entry title={t('setup-done-title')} lead={t('setup-done', { name: ready.me.person.name })}>
        <Link to="/welcome" className={buttonClass('primary', 'w-full')}>
          {t('setup-go')}
        </Link>
      </Entry>
    );
  }
  return (
    <Entry wide title={t('setup-done-title')} lead={t('setup-done-meta')}>
      <div className="grid gap-5">
        <CopyBox label={t('setup-webhook')} value={ready.meta.webhook_url} />
        <CopyBox label={t('setup-verify-token')} value={ready.meta.verify_token} />
        <Notice tone="amber" title={t('setup-restart-title')}>
          {t('setup-restart')}
        </Notice>
      </div>
    </Entry>
  );
}
