import { Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { ImportSteps } from '~/features/contact-import/steps';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Page } from '~/ui/page';

export function ContactImportRoute() {
  const { t } = useL10n();
  return (
    <Page
      title={t('entry-title')}
      actions={
        <Link to="/contacts" className={buttonClass()}>
          <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('book-all')}
        </Link>
      }
    >
      <Notice tone="amber" title={t('entry-rule-title')}>
        {t('entry-rule')}
      </Notice>
      <ImportSteps />
    </Page>
  );
}
