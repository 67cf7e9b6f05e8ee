import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import type { components } from './schema';

type Acceptance = components['schemas']['Acceptance'];

/** What one is invited to. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => ok(api.POST('/invitations/open', { body: { token } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const acceptInvitation = (body: Acceptance) => ok(api.POST('/invitations/accept', { body }));
