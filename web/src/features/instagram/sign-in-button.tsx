import { said } from '~/api/problem';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { useSignIn } from './logins';

interface Props {
  label: string;
  /** Another account than the one somebody is signed in to there. */
  again?: boolean;
  variant?: 'primary' | 'plain';
}

/** Leaves for Instagram. */
export function SignInButton({ label, again = false, variant = 'primary' }: Props) {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const leave = useSignIn();
  // The page is left a moment later; until then the button stays as it is.
  const leaving = leave.isPending || leave.isSuccess;
  return (
    <div className="grid justify-items-start gap-2">
      {leave.error && (
        <p role="alert" className="text-sm text-red">
          {said(leave.error)}
        </p>
      )}
      <Button variant={variant} busy={leaving} disabledReason={reason} onClick={() => leave.mutate(again)}>
        {leaving ? t('instagram-opening') : label}
      </Button>
    </div>
  );
}
