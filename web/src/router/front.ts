import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '~/l10n/load';
import { root } from './frame';

interface LoginSearch {
  next?: string;
  expired?: boolean;
}

/** A place of our own to return to; never another site. */
function ownPath(next: unknown): next is string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next);
}

export const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): LoginSearch => ({
    ...(ownPath(search.next) && { next: search.next }),
    ...(search.expired === true && { expired: true }),
  }),
  component: lazyRouteComponent(
    withWords(['login', 'door'], () => import('~/routes/login')),
    'LoginRoute',
  ),
});

/** Pages in front of the desk, each with a one-time link or for one who has none. */
export const front = [
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(
      withWords(['setup', 'door'], () => import('~/routes/setup')),
      'SetupRoute',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invite',
    component: lazyRouteComponent(
      withWords(['entry', 'door', 'account'], () => import('~/routes/invite')),
      'InviteRoute',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reset',
    component: lazyRouteComponent(
      withWords(['entry', 'door'], () => import('~/routes/reset')),
      'ResetRoute',
    ),
  }),
] as const;

export const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(
    withWords(['entry', 'door'], () => import('~/routes/forgot')),
    'ForgotRoute',
  ),
});
