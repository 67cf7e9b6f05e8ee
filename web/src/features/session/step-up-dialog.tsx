import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { isProblem } from '~/api/problem';
import { sessionQuery } from '~/api/queries';
import { confirmSession, passkeyChallenge } from '~/api/session';
import type { Me } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { answerPasskey, hasPasskeys } from '~/lib/passkey';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { PasswordField } from '~/ui/password';
import { CodeField } from './code-field';
import { EntryError } from './entry-error';
import { useAbout, useMe } from './me';

interface Props {
  onShown: () => void;
  onClose: () => void;
}

/** Asks once more who is here. */
export function StepUpDialog({ onShown, onClose }: Props) {
  const { t } = useL10n();
  const { person } = useMe();
  const client = useQueryClient();
  const about = useAbout();
  const [coded, setCoded] = useState(false);
  const [missing, setMissing] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const show = useMutation({
    mutationFn: async (way: 'password' | 'passkey'): Promise<Me | null> => {
      if (way === 'password') {
        const body = { password: password.current?.value ?? '', code: code.current?.value.trim() || null };
        return confirmSession(body);
      }
      const { challenge, options } = await passkeyChallenge();
      const credential = await answerPasskey(options as Record<string, unknown>);
      return credential && confirmSession({ challenge, credential });
    },
    onSuccess: (me) => {
      if (!me) return;
      client.setQueryData(sessionQuery.queryKey, me);
      onShown();
    },
    onError: (error) => {
      if (isProblem(error, 'code_needed') || isProblem(error, 'bad_code')) setCoded(true);
      else password.current?.select();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const empty = !password.current?.value;
    setMissing(empty);
    if (empty) password.current?.focus();
    else show.mutate('password');
  }
  return (
    <Dialog open onClose={onClose} title={t('step-up-title')}>
      <form onSubmit={submit} noValidate className="grid gap-4 p-5">
        <p className="text-quiet">{t('step-up-lead')}</p>
        {show.error && (
          <EntryError key={show.submittedAt} error={show.error} since={show.submittedAt} known />
        )}
        <input type="hidden" name="email" autoComplete="username" value={person.email} />
        <PasswordField
          ref={password}
          label={t('login-password')}
          name="password"
          autoComplete="current-password"
          error={missing ? t('login-missing-password') : null}
        />
        {coded && <CodeField ref={code} />}
        <div className="flex flex-wrap justify-end gap-2">
          {about.passkeys && hasPasskeys() && (
            <Button variant="quiet" busy={show.isPending} onClick={() => show.mutate('passkey')}>
              {t('step-up-passkey')}
            </Button>
          )}
          <Button onClick={onClose}>{t('app-cancel')}</Button>
          <Button type="submit" variant="primary" busy={show.isPending}>
            {t('step-up-go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
