import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MailCheck } from 'lucide-react';
import { type FormEvent, useRef } from 'react';
import { askForReset } from '~/api/forgotten';
import { Entry } from '~/features/session/entry';
import { EntryError } from '~/features/session/entry-error';
import { useAbout } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';

/** A forgotten password: by letter where letters can be sent, otherwise whom to ask. */
export function ForgotRoute() {
  const { t } = useL10n();
  const about = useAbout();
  const back = (
    <Link to="/login" search={{}} className="font-medium text-text underline underline-offset-2">
      {t('forgot-back')}
    </Link>
  );
  return (
    <Entry title={t('forgot-title')} after={back}>
      {about.mail ? <AskForm /> : <Notice title={t('forgot-no-mail-title')}>{t('forgot-no-mail')}</Notice>}
    </Entry>
  );
}

function AskForm() {
  const { t } = useL10n();
  const email = useRef<HTMLInputElement>(null);
  const ask = useMutation({
    mutationFn: askForReset,
  });
  if (ask.isSuccess) {
    return (
      <div role="status" className="grid justify-items-start gap-2">
        <MailCheck size={22} aria-hidden="true" className="text-accent" />
        <p className="font-semibold">{t('forgot-sent-title')}</p>
        <p className="text-quiet">{t('forgot-sent')}</p>
      </div>
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const value = email.current?.value.trim();
    if (value) ask.mutate({ email: value });
    else email.current?.focus();
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-quiet">{t('forgot-lead')}</p>
      {ask.error && <EntryError key={ask.submittedAt} error={ask.error} since={ask.submittedAt} />}
      <Field
        ref={email}
        label={t('login-email')}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
      />
      <Button type="submit" variant="primary" wide busy={ask.isPending}>
        {t('forgot-submit')}
      </Button>
    </form>
  );
}
