import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { invitationsQuery, membersQuery } from '~/api/account';
import { useCan, useReason } from '~/features/session/me';
import { Invitations } from '~/features/team/invitations';
import { InviteDialog } from '~/features/team/invite-dialog';
import { Members } from '~/features/team/members';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Page } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

/** Who works here, and who is invited. */
export function TeamRoute() {
  const { t } = useL10n();
  const members = useQuery(membersQuery);
  const may = useCan()('team');
  const invitations = useQuery({ ...invitationsQuery, enabled: may });
  const reason = useReason();
  const [inviting, setInviting] = useState(false);
  return (
    <Page
      title={t('team-title')}
      lead={t('team-lead')}
      actions={
        <Button variant="primary" disabledReason={reason('team')} onClick={() => setInviting(true)}>
          <UserPlus size={16} aria-hidden="true" />
          {t('team-invite')}
        </Button>
      }
    >
      {members.data ? (
        <Members members={members.data.items} />
      ) : members.isPending ? (
        <Bones rows={4} avatar />
      ) : (
        <Failure error={members.error} retry={() => void members.refetch()} />
      )}
      {invitations.data && invitations.data.items.length > 0 && (
        <Invitations invitations={invitations.data.items} />
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}
