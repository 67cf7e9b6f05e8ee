import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Member, membersQuery } from '~/api/account';
import { api, ok } from '~/api/client';
import { sessionQuery } from '~/api/queries';
import type { Role } from '~/api/types';
import { useCan, useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';

/** Why this member cannot be changed; null when they can. The server has the last word. */
export function useFixed(member: Member, last: boolean): string | null {
  const { t } = useL10n();
  const reason = useReason();
  const owns = useCan()('owners');
  if (last) return t('team-last-owner');
  if (member.role === 'owner' && !owns) return reason('owners');
  return reason('team');
}

export function useChangeRole(member: Member) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (role: Role) =>
      ok(api.PATCH('/members/{id}', { params: { path: { id: member.id } }, body: { role } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: membersQuery.queryKey });
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

export function useRemoveMember(member: Member) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ok(api.DELETE('/members/{id}', { params: { path: { id: member.id } } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: membersQuery.queryKey });
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

export function useResetLink(member: Member) {
  return useMutation({
    mutationFn: () => ok(api.POST('/members/{id}/reset-link', { params: { path: { id: member.id } } })),
  });
}
