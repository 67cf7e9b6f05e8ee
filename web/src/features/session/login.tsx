import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api, ok } from '~/api/client';
import { isProblem, UNREACHABLE } from '~/api/problem';
import { sessionQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Reference } from '~/ui/states';

interface Props {
  next: string | undefined;
  expired: boolean;
}

export function LoginForm({ next, expired }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const router = useRouter();
  const [shown, setShown] = useState(false);
  const [missing, setMissing] = useState<'email' | 'password' | null>(null);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    email.current?.focus();
  }, []);

  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => ok(api.POST('/session', { body })),
    onSuccess: (me) => {
      client.setQueryData(sessionQuery.queryKey, me);
      router.history.push(next ?? '/inbox');
    },
    onError: () => password.current?.select(),
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const body = { email: email.current?.value.trim() ?? '', password: password.current?.value ?? '' };
    const empty = body.email === '' ? 'email' : body.password === '' ? 'password' : null;
    setMissing(empty);
    if (empty) (empty === 'email' ? email : password).current?.focus();
    else signIn.mutate(body);
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {expired && !signIn.error && <Notice>{t('login-expired')}</Notice>}
      {signIn.error && (
        <LoginError key={signIn.submittedAt} error={signIn.error} since={signIn.submittedAt} />
      )}
      <Field
        ref={email}
        label={t('login-email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={missing === 'email' ? t('login-missing-email') : null}
      />
      <Field
        ref={password}
        label={t('login-password')}
        type={shown ? 'text' : 'password'}
        name="password"
        autoComplete="current-password"
        error={missing === 'password' ? t('login-missing-password') : null}
      />
      <label className="flex min-h-6 items-center gap-2 text-sm touch:min-h-11">
        <input
          type="checkbox"
          checked={shown}
          onChange={(event) => setShown(event.target.checked)}
          className="size-4 accent-accent"
        />
        {t('login-show')}
      </label>
      <Button type="submit" variant="primary" wide busy={signIn.isPending}>
        {signIn.isPending ? t('login-submitting') : t('login-submit')}
      </Button>
    </form>
  );
}

function LoginError({ error, since }: { error: Error; since: number }) {
  const { t, span } = useL10n();
  useSeconds();
  if (isProblem(error, 'bad_credentials')) return <Notice tone="red" alert title={t('login-bad')} />;
  const wait = isProblem(error, 'locked') ? (error.problem.retry_after_s ?? 60) : null;
  if (wait !== null) {
    const left = since + wait * 1000 - Date.now();
    if (left <= 0) return null;
    return <Notice tone="amber" alert title={t('login-locked', { time: span(left) })} />;
  }
  const unreachable = isProblem(error) && error.status === UNREACHABLE;
  return (
    <Notice tone="red" alert title={unreachable ? t('app-error-unreachable') : t('app-error-unknown')}>
      {isProblem(error) && error.problem.instance && <Reference id={error.problem.instance} />}
    </Notice>
  );
}
