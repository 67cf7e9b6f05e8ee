import { useL10n } from '~/l10n/words';
import { Button } from './button';

/** The rest of a list did not come. What is here stays. */
export function MoreFailed({ retry }: { retry: () => void }) {
  const { t } = useL10n();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-3 border-t border-line p-3 text-sm text-red"
    >
      {t('app-more-failed')}
      <Button onClick={retry}>{t('app-try-again')}</Button>
    </div>
  );
}
