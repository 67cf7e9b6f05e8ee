import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { isProblem } from '~/api/problem';
import { sessionQuery } from '~/api/queries';
import { openSession } from '~/api/session';
import type { Me } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { PasswordField } from '~/ui/password';
import { CodeField } from './code-field';
import { EntryError } from './entry-error';
import { PasskeyButton } from './passkey-button';

interface Props {
  next: string | undefined;
  expired: boolean;
}

export function LoginForm({ next, expired }: Props) {
  const { t } = useL10n();
  const [missing, setMissing] = useState({ email: false, password: false });
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const enter = useEnter(next);
  useEffect(() => {
    email.current?.focus();
  }, []);

  const signIn = useMutation({
    mutationFn: openSession,
    onSuccess: enter,
    onError: (error) => {
      if (isProblem(error, 'code_needed') || isProblem(error, 'bad_code')) setCoded(true);
      else password.current?.select();
    },
  });
  const [coded, setCoded] = useState(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const body = {
      email: email.current?.value.trim() ?? '',
      password: password.current?.value ?? '',
      code: code.current?.value.trim() || null,
    };
    const empty = { email: body.email === '', password: body.password === '' };
    setMissing(empty);
    if (empty.email) email.current?.focus();
    else if (empty.password) password.current?.focus();
    else signIn.mutate(body);
  }

  return (
    <div className="grid gap-4">
      <form onSubmit={submit} noValidate className="grid gap-4">
        {expired && !signIn.error && <Notice>{t('login-expired')}</Notice>}
        {signIn.error && (
          <EntryError key={signIn.submittedAt} error={signIn.error} since={signIn.submittedAt} />
        )}
        <Field
          ref={email}
          label={t('login-email')}
          type="email"
          name="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          error={missing.email ? t('login-missing-email') : null}
        />
        <PasswordField
          ref={password}
          label={t('login-password')}
          name="password"
          autoComplete="current-password"
          error={missing.password ? t('login-missing-password') : null}
        />
        {coded && <CodeField ref={code} />}
        <Button type="submit" variant="primary" wide busy={signIn.isPending}>
          {signIn.isPending ? t('login-submitting') : t('login-submit')}
        </Button>
      </form>
      <PasskeyButton onDone={enter} />
    </div>
  );
}

/** Whoever is in goes on where they were, or to the inbox. */
export function useEnter(next?: string): (me: Me) => void {
  const client = useQueryClient();
  const router = useRouter();
  return (me) => {
    client.setQueryData(sessionQuery.queryKey, me);
    router.history.push(next ?? '/inbox');
  };
}
