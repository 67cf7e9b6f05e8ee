import { Codes } from '~/features/account/codes';
import { Passkeys } from '~/features/account/passkeys';
import { PasswordCard } from '~/features/account/password-card';
import { Sessions } from '~/features/account/sessions';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Page } from '~/ui/page';

/** What protects one's own account. */
export function SecurityRoute() {
  const { t } = useL10n();
  const { person } = useMe();
  return (
    <Page title={t('security-title')} lead={t('security-lead', { email: person.email })}>
      <PasswordCard />
      <Codes />
      <Passkeys />
      <Sessions />
    </Page>
  );
}
