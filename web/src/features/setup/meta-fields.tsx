import { useL10n } from '~/l10n/words';
import { Field } from '~/ui/field';
import { PasswordField } from '~/ui/password';

/** What Meta knows the app by. */
export function MetaFields() {
  const { t } = useL10n();
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3 text-sm font-semibold">{t('setup-app')}</legend>
      <Field label={t('setup-business')} name="business" autoComplete="organization" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t('setup-app-id')}
          help={t('setup-app-id-help')}
          name="app_id"
          inputMode="numeric"
          autoComplete="off"
        />
        <PasswordField
          label={t('setup-app-secret')}
          help={t('setup-app-secret-help')}
          name="app_secret"
          autoComplete="off"
        />
      </div>
      <Field
        label={t('setup-public-url')}
        help={t('setup-public-url-help')}
        name="public_url"
        type="url"
        autoComplete="url"
      />
    </fieldset>
  );
}
