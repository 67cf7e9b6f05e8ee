import { useL10n } from '~/l10n/words';
import { Disclosure } from '~/ui/disclosure';

const NEEDED = ['business', 'number', 'role'] as const;
const STEPS = ['app', 'product', 'verified', 'account', 'phone'] as const;

/** What one needs before, and what whoever runs the house sets up at Meta once. */
export function Before() {
  const { t } = useL10n();
  return (
    <Disclosure title={t('connect-before')}>
      <div className="grid gap-3 px-1 pb-2 text-sm text-quiet">
        <ul className="list-disc ps-5">
          {NEEDED.map((one) => (
            <li key={one}>{t(`connect-before-${one}`)}</li>
          ))}
        </ul>
        <section aria-label={t('connect-before-app-title')}>
          <h2 className="font-medium text-text">{t('connect-before-app-title')}</h2>
          <ol className="list-decimal ps-5">
            {STEPS.map((one) => (
              <li key={one}>{t(`connect-before-step-${one}`)}</li>
            ))}
          </ol>
        </section>
      </div>
    </Disclosure>
  );
}
