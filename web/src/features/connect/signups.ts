import { queryOptions } from '@tanstack/react-query';
import { api, ok } from '~/api/client';
import { keys } from '~/api/queries';
import type { components } from '~/api/schema';

type Schemas = components['schemas'];

/** A number or account being connected on Meta’s own pages. */
export type Signup = Schemas['Signup'];
export type SignupLaunch = Schemas['SignupLaunch'];
export type SignupStep = Schemas['SignupStep'];
export type SignupNumber = Schemas['SignupNumber'];

/** Below the channels, so that what changes one reads these again. */
export const signupsKey = [...keys.channels, 'signups'] as const;
const WORKING_MS = 1_000;

const pace = (working: boolean) => (working ? WORKING_MS : false);

/** Those that are not ready yet. */
export const signupsQuery = queryOptions({
  queryKey: signupsKey,
  queryFn: ({ signal }) => ok(api.GET('/signups', { signal })),
  refetchInterval: ({ state }) => pace(state.data?.items.some((one) => one.state === 'working') ?? false),
});

export const signupQuery = (id: string) =>
  queryOptions({
    queryKey: [...signupsKey, id],
    queryFn: ({ signal }) => ok(api.GET('/signups/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => pace(state.data?.state === 'working'),
  });

export const signupNumbersQuery = (id: string) =>
  queryOptions({
    queryKey: ['signup-numbers', id],
    queryFn: ({ signal }) => ok(api.GET('/signups/{id}/numbers', { params: { path: { id } }, signal })),
    staleTime: 0,
  });

/** Reads what a launch would be, to say beforehand whether there can be one. Nothing is kept of it. */
export const launchableQuery = queryOptions({
  queryKey: ['signup-launchable'],
  queryFn: async ({ signal }) => {
    await ok(api.GET('/signups/launch', { signal }));
    return true;
  },
  retry: false,
});
