import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { forgetLogin } from '~/api/logins';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button, buttonClass } from '~/ui/button';
import type { Signup } from './signups';

/** An account that somebody signed in to and did not confirm: looked at again, or forgotten. */
export function Unconfirmed({ signup }: { signup: Signup }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const forget = useMutation({
    mutationFn: () => forgetLogin(signup.id),
    onSuccess: () => toast(t('instagram-forgotten')),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  return (
    <>
      {forget.error && (
        <p role="alert" className="text-sm text-red">
          {said(forget.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Link
          to="/settings/channels/instagram"
          search={{ login: signup.id }}
          className={buttonClass('primary')}
        >
          {t('instagram-look')}
        </Link>
        <Button
          variant="danger"
          busy={forget.isPending}
          disabledReason={reason}
          onClick={() => forget.mutate()}
        >
          {t('instagram-forget')}
        </Button>
      </div>
    </>
  );
}
