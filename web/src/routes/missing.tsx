import { useL10n } from '~/l10n/words';
import { useTitle } from '~/lib/title';
import { Missing } from '~/ui/states';

/** An address that leads nowhere; the frame stays, so that one can go on. */
export function MissingRoute() {
  const { t } = useL10n();
  useTitle(t('app-not-found-title'));
  return (
    <>
      <h1 className="sr-only">{t('app-not-found-title')}</h1>
      <Missing />
    </>
  );
}
