import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { openSessionByPasskey, passkeyChallenge } from '~/api/session';
import type { Me } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { answerPasskey, hasPasskeys } from '~/lib/passkey';
import { Button } from '~/ui/button';
import { EntryError } from './entry-error';
import { useAbout } from './me';

/** Signing in with a passkey, where address and browser have them. */
export function PasskeyButton({ onDone }: { onDone: (me: Me) => void }) {
  const { t } = useL10n();
  const about = useAbout();
  const ask = useMutation({
    mutationFn: async () => {
      const { challenge, options } = await passkeyChallenge();
      const credential = await answerPasskey(options as Record<string, unknown>);
      return credential && openSessionByPasskey({ challenge, credential });
    },
    onSuccess: (me) => me && onDone(me),
  });
  if (!about.passkeys || !hasPasskeys()) return null;
  return (
    <div className="grid gap-3">
      <p aria-hidden="true" className="flex items-center gap-3 text-xs text-quiet">
        <span className="h-px flex-1 bg-line" />
        {t('login-or')}
        <span className="h-px flex-1 bg-line" />
      </p>
      {ask.error && <EntryError key={ask.submittedAt} error={ask.error} since={ask.submittedAt} />}
      <Button wide busy={ask.isPending} onClick={() => ask.mutate()}>
        <KeyRound size={16} aria-hidden="true" />
        {t('login-passkey')}
      </Button>
    </div>
  );
}
