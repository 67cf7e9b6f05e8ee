import { queryOptions, useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, file, ok } from '~/api/client';
import { isProblem } from '~/api/problem';
import type { components } from '~/api/schema';
import { signupsKey } from '~/features/connect/signups';

/** An account that somebody signed in to, and that is not connected yet. */
export type FoundAccount = components['schemas']['FoundAccount'];

const KIND = 'instagram';

const launch = (again: boolean, signal?: AbortSignal) =>
  ok(api.GET('/logins/launch', { params: { query: { kind: KIND, again } }, ...(signal && { signal }) }));

/** Leads the browser to Instagram’s own page; `again` asks for another account than the one it is signed in to. */
export function useSignIn() {
  const leave = useMutation({
    mutationFn: (again: boolean) => launch(again),
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

/** Reads what a launch would be, to say beforehand whether there can be one. Nothing is kept of it. */
export const loginLaunchableQuery = queryOptions({
  queryKey: ['login-launchable'],
  queryFn: async ({ signal }) => {
    await launch(false, signal);
    return true;
  },
  retry: false,
});

/** Whether nothing is left of a sign-in to look at. */
export const isOver = (error: unknown) => isProblem(error, 'login_expired') || isProblem(error, 'not_found');

export const loginQuery = (id: string) =>
  queryOptions({
    queryKey: [...signupsKey, 'login', id],
    queryFn: ({ signal }) => ok(api.GET('/logins/{id}', { params: { path: { id } }, signal })),
    retry: (count, error) => !isOver(error) && count < 2,
  });

/** Its picture, which only a request with the workspace's name gets. */
export const loginPictureQuery = (id: string) =>
  queryOptions({
    queryKey: [...signupsKey, 'login', id, 'picture'],
    queryFn: ({ signal }) => file(`/logins/${id}/picture`, signal),
    retry: false,
  });
