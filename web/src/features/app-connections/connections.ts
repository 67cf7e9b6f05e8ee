import { queryOptions, useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ok } from '~/api/client';
import { keys } from '~/api/queries';
import type { components } from '~/api/schema';

type Schemas = components['schemas'];

/** What a person permitted at Meta, by which numbers live. */
export type AppConnection = Schemas['AppConnection'];
export type ReachedAccount = Schemas['ReachedAccount'];
export type ReachedNumber = Schemas['ReachedNumber'];

/** Below the channels, so that what changes one reads these again. */
export const connectionsKey = [...keys.channels, 'app-connections'] as const;

export const connectionsQuery = queryOptions({
  queryKey: connectionsKey,
  queryFn: ({ signal }) => ok(api.GET('/app-connections', { signal })),
});

export const accountsQuery = (id: string) =>
  queryOptions({
    queryKey: ['app-connection-accounts', id],
    queryFn: ({ signal }) =>
      ok(api.GET('/app-connections/{id}/accounts', { params: { path: { id } }, signal })),
    retry: false,
    staleTime: 60_000,
  });

export const numbersQuery = (id: string, account_id: string) =>
  queryOptions({
    queryKey: ['app-connection-numbers', id, account_id],
    queryFn: ({ signal }) =>
      ok(
        api.GET('/app-connections/{id}/numbers', { params: { path: { id }, query: { account_id } }, signal }),
      ),
    retry: false,
    staleTime: 60_000,
  });

export type Wish = { name: string } | { connection: string };

/** Leads the browser to Meta’s own dialog. */
export function useAuthorize() {
  const leave = useMutation({
    mutationFn: (query: Wish) => ok(api.GET('/app-connections/launch', { params: { query } })),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const { reset } = leave;
  useEffect(() => {
    // The browser’s Back shows the page as it was left, still leaving.
    const back = (event: PageTransitionEvent) => event.persisted && reset();
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, [reset]);
  return leave;
}
