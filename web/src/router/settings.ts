import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readCodes } from '~/features/error-codes/search';
import { withWords } from '~/l10n/load';
import { desk } from './frame';

const SIGNED_IN = ['login', 'state', 'code', 'error', 'error_reason', 'error_description'] as const;
type SignedInSearch = { [name in (typeof SIGNED_IN)[number]]?: string };

function cameBack(search: Record<string, unknown>): SignedInSearch {
  const words: SignedInSearch = {};
  for (const name of SIGNED_IN) {
    const value = search[name];
    if (typeof value === 'string' || typeof value === 'number') words[name] = String(value);
  }
  return words;
}

/** Settings: a sub-menu (`features/settings/sections.ts`) beside the page that is open. */
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: lazyRouteComponent(() => import('~/routes/settings'), 'SettingsRoute'),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('~/routes/settings'), 'SettingsHomeRoute'),
});

const channels = createRoute({
  getParentRoute: () => settings,
  path: 'channels',
  component: lazyRouteComponent(
    withWords(['channels', 'replies', 'templates'], () => import('~/routes/channels')),
    'ChannelsRoute',
  ),
});

const newChannel = createRoute({
  getParentRoute: () => settings,
  path: 'channels/new',
  validateSearch: (search: Record<string, unknown>): { again?: string } =>
    typeof search.again === 'string' ? { again: search.again } : {},
  component: lazyRouteComponent(
    withWords(['channels', 'connect'], () => import('~/routes/channel-new')),
    'NewChannelRoute',
  ),
});

/** Where Instagram leads back to. What it says is read once, and does not stay in the address. */
const signedIn = createRoute({
  getParentRoute: () => settings,
  path: 'channels/instagram',
  validateSearch: cameBack,
  component: lazyRouteComponent(
    withWords(['channels', 'connect'], () => import('~/routes/signed-in')),
    'SignedInRoute',
  ),
});

/** Where Facebook leads back to, too. */
const appConnections = createRoute({
  getParentRoute: () => settings,
  path: 'channels/app-connections',
  validateSearch: cameBack,
  component: lazyRouteComponent(
    withWords(['channels', 'connect', 'app-connections'], () => import('~/routes/app-connections')),
    'AppConnectionsRoute',
  ),
});

const assignment = createRoute({
  getParentRoute: () => settings,
  path: 'assignment',
  component: lazyRouteComponent(
    withWords(['assignment'], () => import('~/routes/assignment')),
    'AssignmentRoute',
  ),
});

const labels = createRoute({
  getParentRoute: () => settings,
  path: 'labels',
  component: lazyRouteComponent(
    withWords(['labels'], () => import('~/routes/labels')),
    'LabelsRoute',
  ),
});

const replies = createRoute({
  getParentRoute: () => settings,
  path: 'replies',
  component: lazyRouteComponent(
    withWords(['replies'], () => import('~/routes/replies')),
    'RepliesRoute',
  ),
});

const team = createRoute({
  getParentRoute: () => settings,
  path: 'team',
  component: lazyRouteComponent(
    withWords(['team', 'account'], () => import('~/routes/team')),
    'TeamRoute',
  ),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: 'api-keys',
  component: lazyRouteComponent(
    withWords(['api-keys'], () => import('~/routes/api-keys')),
    'ApiKeysRoute',
  ),
});

const errorCodes = createRoute({
  getParentRoute: () => settings,
  path: 'error-codes',
  validateSearch: readCodes,
  component: lazyRouteComponent(
    withWords(['error-codes', 'failures'], () => import('~/routes/error-codes')),
    'ErrorCodesRoute',
  ),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: 'security',
  component: lazyRouteComponent(
    withWords(['security', 'door'], () => import('~/routes/security')),
    'SecurityRoute',
  ),
});

const appearance = createRoute({
  getParentRoute: () => settings,
  path: 'appearance',
  component: lazyRouteComponent(
    withWords(['appearance', 'account'], () => import('~/routes/appearance')),
    'AppearanceRoute',
  ),
});

export const settingsPages = settings.addChildren([
  settingsHome,
  channels,
  newChannel,
  signedIn,
  appConnections,
  team,
  assignment,
  labels,
  replies,
  apiKeys,
  errorCodes,
  security,
  appearance,
]);
