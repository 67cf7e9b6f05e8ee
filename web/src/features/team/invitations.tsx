import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Invitation, invitationsQuery } from '~/api/account';
import { revokeInvitation } from '~/api/team';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Card } from '~/ui/page';

/** Who is invited and has not come yet. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const { t } = useL10n();
  return (
    <Card title={t('team-invited')}>
      <ul className="divide-y divide-line">
        {invitations.map((one) => (
          <Row key={one.id} invitation={one} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ invitation }: { invitation: Invitation }) {
  const { t, day } = useL10n();
  const client = useQueryClient();
  const now = useNow();
  const over = Date.parse(invitation.expires_at) <= now;
  const back = useMutation({
    mutationFn: () => revokeInvitation(invitation.id),
    onSuccess: () => toast(t('team-invite-revoked', { email: invitation.email })),
    onError: (error) => toast(error.message, { tone: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <bdi className="truncate font-medium">{invitation.email}</bdi>
          <Chip tone={over ? 'amber' : 'plain'}>
            {over ? t('team-invite-over') : t(`role-${invitation.role}`)}
          </Chip>
        </p>
        <p className="text-sm text-quiet">
          {t('team-invite-about', { name: invitation.invited_by, time: day(invitation.expires_at, now) })}
        </p>
      </div>
      <Button busy={back.isPending} onClick={() => back.mutate()}>
        {t('team-invite-revoke')}
      </Button>
    </li>
  );
}
