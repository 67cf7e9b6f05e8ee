import { queryOptions } from '@tanstack/react-query';
import { workspaceId } from '~/lib/workspace';
import { api, ok } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type Passkey = Schemas['Passkey'];
export type Member = Schemas['Member'];
export type Invitation = Schemas['Invitation'];
export type MadeInvitation = Schemas['MadeInvitation'];
export type OpenInvitation = Schemas['OpenInvitation'];
export type Onboarding = Schemas['Onboarding'];
export type Step = Schemas['Step'];
export type StepName = Schemas['StepName'];
export type ApiKey = Schemas['ApiKey'];
export type KeyScope = Schemas['KeyScope'];
export type HouseCheck = Schemas['HouseCheckResult'];
export type HouseReady = Schemas['HouseReady'];

/** Who may do what in the workspace, and whom to ask. */
export const rightsQuery = () =>
  queryOptions({
    queryKey: ['rights', workspaceId()],
    queryFn: ({ signal }) => ok(api.GET('/rights', { signal })),
    staleTime: 10 * 60_000,
  });

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => ok(api.GET('/account', { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => ok(api.GET('/sessions', { signal })),
});

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => ok(api.GET('/passkeys', { signal })),
});

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => ok(api.GET('/members', { signal })),
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => ok(api.GET('/invitations', { signal })),
});

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ signal }) => ok(api.GET('/api-keys', { signal })),
});

export const onboardingQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: ({ signal }) => ok(api.GET('/onboarding', { signal })),
  staleTime: 0,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => ok(api.GET('/setup', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});
