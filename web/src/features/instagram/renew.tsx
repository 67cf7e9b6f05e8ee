import { useQuery } from '@tanstack/react-query';
import { isProblem } from '~/api/problem';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { loginLaunchableQuery } from './logins';
import { SignInButton } from './sign-in-button';

/** A connected account gets a new permission before the one it has ends, where signing in is set up. */
export function RenewAccount() {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const launchable = useQuery({ ...loginLaunchableQuery, enabled: reason === null });
  if (launchable.isLoading || isProblem(launchable.error, 'login_not_set_up')) return null;
  return <SignInButton label={t('instagram-again')} variant="plain" />;
}
