import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { invitationQuery } from '~/api/invitation';
import { AcceptForm } from '~/features/session/accept-form';
import { Entry } from '~/features/session/entry';
import { EntryError } from '~/features/session/entry-error';
import { useL10n } from '~/l10n/words';
import { takeFragment } from '~/lib/fragment';
import { Bones } from '~/ui/states';

/** An invitation into a workspace, with the link somebody was given. */
export function InviteRoute() {
  const { t } = useL10n();
  const [token] = useState(takeFragment);
  const found = useQuery(invitationQuery(token));
  const invitation = found.data;
  if (!invitation) {
    return (
      <Entry title={t('invite-title-plain')}>
        {found.error ? <EntryError error={found.error} since={found.errorUpdatedAt} /> : <Bones rows={3} />}
      </Entry>
    );
  }
  return (
    <Entry
      title={t('invite-title', { workspace: invitation.workspace })}
      lead={t('invite-lead', { name: invitation.invited_by, role: t(`role-${invitation.role}`) })}
    >
      <AcceptForm token={token} invitation={invitation} />
    </Entry>
  );
}
