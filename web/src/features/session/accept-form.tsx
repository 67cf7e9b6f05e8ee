import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { OpenInvitation } from '~/api/account';
import { acceptInvitation } from '~/api/invitation';
import { isProblem } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { PasswordField } from '~/ui/password';
import { CodeField } from './code-field';
import { EntryError } from './entry-error';
import { useEnter } from './login';

/** Name and password for a new account; the password alone for one there is. */
export function AcceptForm({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const { t } = useL10n();
  const known = invitation.has_account;
  const enter = useEnter('/welcome');
  const [coded, setCoded] = useState(false);
  const [missing, setMissing] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const accept = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: enter,
    onError: (error) => {
      if (isProblem(error, 'code_needed') || isProblem(error, 'bad_code')) setCoded(true);
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const said = name.current?.value.trim() || null;
    setMissing(!known && said === null);
    if (!known && said === null) {
      name.current?.focus();
      return;
    }
    const code_ = code.current?.value.trim() || null;
    accept.mutate({ token, name: said, password: password.current?.value ?? '', code: code_ });
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {accept.error && (
        <EntryError key={accept.submittedAt} error={accept.error} since={accept.submittedAt} known={known} />
      )}
      <Field
        label={t('login-email')}
        name="email"
        autoComplete="username"
        value={invitation.email}
        readOnly
      />
      {!known && (
        <Field
          ref={name}
          label={t('invite-name')}
          help={t('invite-name-help')}
          name="name"
          autoComplete="name"
          error={missing ? t('invite-name-missing') : null}
        />
      )}
      <PasswordField
        ref={password}
        label={known ? t('login-password') : t('password-new')}
        help={known ? t('invite-known') : t('password-help')}
        name="password"
        autoComplete={known ? 'current-password' : 'new-password'}
      />
      {coded && <CodeField ref={code} />}
      <Button type="submit" variant="primary" wide busy={accept.isPending}>
        {t('invite-submit')}
      </Button>
    </form>
  );
}
