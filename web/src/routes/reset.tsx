import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { resetPassword } from '~/api/reset';
import { Entry } from '~/features/session/entry';
import { EntryError } from '~/features/session/entry-error';
import { useL10n } from '~/l10n/words';
import { takeFragment } from '~/lib/fragment';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { PasswordField } from '~/ui/password';

/** A new password, with the link somebody was given. */
export function ResetRoute() {
  const { t } = useL10n();
  const [token] = useState(takeFragment);
  const password = useRef<HTMLInputElement>(null);
  const set = useMutation({
    mutationFn: resetPassword,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    set.mutate({ token, password: password.current?.value ?? '' });
  }
  if (set.data) {
    return (
      <Entry title={t('reset-done-title')}>
        <div className="grid gap-4">
          <p className="text-quiet">{t('reset-done', { email: set.data.email })}</p>
          <Link to="/login" search={{}} className={buttonClass('primary', 'w-full')}>
            {t('login-submit')}
          </Link>
        </div>
      </Entry>
    );
  }
  return (
    <Entry title={t('reset-title')} lead={t('reset-lead')}>
      {token === '' ? (
        <div className="grid gap-4">
          <Notice tone="red" title={t('login-link-over')} />
          <Link to="/forgot" className={buttonClass('plain', 'w-full')}>
            {t('login-forgot')}
          </Link>
        </div>
      ) : (
        <form onSubmit={submit} noValidate className="grid gap-4">
          {set.error && <EntryError key={set.submittedAt} error={set.error} since={set.submittedAt} />}
          <PasswordField
            ref={password}
            label={t('password-new')}
            help={t('password-help')}
            name="password"
            autoComplete="new-password"
          />
          <Button type="submit" variant="primary" wide busy={set.isPending}>
            {t('reset-submit')}
          </Button>
        </form>
      )}
    </Entry>
  );
}
