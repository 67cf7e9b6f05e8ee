import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { invitationsQuery, type MadeInvitation } from '~/api/account';
import { inviteMember } from '~/api/team';
import type { Role } from '~/api/types';
import { useCan } from '~/features/session/me';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { RadioCards } from '~/ui/choice';
import { CopyBox } from '~/ui/copy-box';
import { Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { givable } from './roles';

/** Whom to invite and as what; then the link, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const owns = useCan()('owners');
  const [role, setRole] = useState<Role>('agent');
  const [empty, setEmpty] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const invite = useMutation({
    mutationFn: inviteMember,
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const value = email.current?.value.trim() ?? '';
    setEmpty(value === '');
    if (value === '') email.current?.focus();
    else invite.mutate({ email: value, role });
  }
  return (
    <Dialog open onClose={onClose} title={t('team-invite-title')}>
      {invite.data ? (
        <Made made={invite.data} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate className="grid gap-5 p-5">
          {invite.error && <ProblemNotice error={invite.error} />}
          <Field
            ref={email}
            label={t('login-email')}
            type="email"
            name="invitee"
            autoComplete="off"
            error={empty ? t('login-missing-email') : null}
          />
          <RadioCards
            title={t('team-role')}
            options={givable(owns).map((id) => ({
              id,
              text: t(`role-${id}`),
              help: t(`team-role-${id}`),
            }))}
            chosen={role}
            onChoose={setRole}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{t('app-cancel')}</Button>
            <Button type="submit" variant="primary" busy={invite.isPending}>
              {t('team-invite-go')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function Made({ made, onClose }: { made: MadeInvitation; onClose: () => void }) {
  const { t } = useL10n();
  return (
    <div className="grid gap-4 p-5">
      <p className="text-quiet">
        {t(made.mailed ? 'team-invite-mailed' : 'team-invite-made', { email: made.email })}
      </p>
      {made.url && <CopyBox label={t('team-invite-link')} value={made.url} />}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          {t('app-close')}
        </Button>
      </div>
    </div>
  );
}
