import { useL10n } from '~/l10n/words';
import { Notice } from '~/ui/notice';

/** Where it is told how far they came. */
const CHECKLIST = '/review';

/** What somebody from Meta who comes to review the app does here: nothing of whose account it is. */
export function ReviewerHint() {
  const { t } = useL10n();
  return (
    <Notice title={t('login-review-title')}>
      <p>{t('login-review')}</p>
      <p className="mt-1">
        {t('login-review-then')}{' '}
        <bdi dir="ltr" className="font-medium text-text">
          {CHECKLIST}
        </bdi>
      </p>
    </Notice>
  );
}
