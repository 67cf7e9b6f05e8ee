import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { sessionsQuery } from '~/api/account';
import { changePassword } from '~/api/security';
import { EntryError } from '~/features/session/entry-error';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Card } from '~/ui/page';
import { PasswordField } from '~/ui/password';

/** One's password. A new one ends every other session. */
export function PasswordCard() {
  const { t } = useL10n();
  const [open, setOpen] = useState(false);
  return (
    <Card title={t('security-password')}>
      {open ? (
        <PasswordForm onDone={() => setOpen(false)} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 basis-56 text-sm text-quiet">{t('security-password-text')}</p>
          <Button onClick={() => setOpen(true)}>{t('security-password-change')}</Button>
        </div>
      )}
    </Card>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useL10n();
  const { person } = useMe();
  const client = useQueryClient();
  const present = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      toast(t('security-password-changed'));
      onDone();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate({ present: present.current?.value ?? '', new: next.current?.value ?? '' });
  }
  return (
    <form onSubmit={submit} noValidate className="grid max-w-md gap-4">
      {change.error && (
        <EntryError key={change.submittedAt} error={change.error} since={change.submittedAt} known />
      )}
      <input type="hidden" name="email" autoComplete="username" value={person.email} />
      <PasswordField
        ref={present}
        label={t('security-password-present')}
        name="present"
        autoComplete="current-password"
      />
      <PasswordField
        ref={next}
        label={t('password-new')}
        help={t('password-help')}
        name="new"
        autoComplete="new-password"
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={change.isPending}>
          {t('security-password-change')}
        </Button>
        <Button onClick={onDone}>{t('app-cancel')}</Button>
      </div>
    </form>
  );
}
