import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { rightsQuery } from './api/account';
import { aboutQuery, sessionQuery } from './api/queries';
import type { View } from './api/types';
import { readQueue } from './features/approvals/search';
import { type BookSearch, readBook } from './features/contacts/search';
import { readSearch } from './features/evidence/search';
import { VIEWS } from './features/inbox/views';
import { KNOWLEDGE_TABS, type KnowledgeTab } from './features/knowledge/tabs';
import { Shell } from './features/shell/shell';
import { withWords } from './l10n/load';
import { chooseWorkspace, pickWorkspace, workspaceId } from './lib/workspace';
import { Bones, Failure, Missing } from './ui/states';

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  loader: ({ context }) => context.client.ensureQueryData(aboutQuery),
});

interface LoginSearch {
  next?: string;
  expired?: boolean;
}

/** A place of our own to return to; never another site. */
function ownPath(next: unknown): next is string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next);
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): LoginSearch => ({
    ...(ownPath(search.next) && { next: search.next }),
    ...(search.expired === true && { expired: true }),
  }),
  component: lazyRouteComponent(() => import('./routes/login'), 'LoginRoute'),
});

/** Pages in front of the desk, each with a one-time link or for one who has none. */
const front = [
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(
      withWords(['setup'], () => import('./routes/setup')),
      'SetupRoute',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invite',
    component: lazyRouteComponent(() => import('./routes/invite'), 'InviteRoute'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reset',
    component: lazyRouteComponent(() => import('./routes/reset'), 'ResetRoute'),
  }),
] as const;

const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./routes/forgot'), 'ForgotRoute'),
});

/** Everything behind the sign-in. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(sessionQuery);
    if (!me) throw redirect({ to: '/login', search: { next: location.href } });
    const workspace = pickWorkspace(me.workspaces, workspaceId());
    chooseWorkspace(workspace?.id ?? null);
    // Needed to say beforehand what one may do; if it cannot be read now, the pages read it themselves.
    if (workspace) await context.client.ensureQueryData(rightsQuery()).catch(() => undefined);
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' });
  },
});

interface InboxSearch {
  view?: View;
  q?: string;
}

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox',
  validateSearch: (search): InboxSearch => {
    const view = VIEWS.find((one) => one === search.view && one !== 'all');
    const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q) : '';
    return { ...(view && { view }), ...(q && { q }) };
  },
  component: lazyRouteComponent(() => import('./routes/inbox'), 'InboxRoute'),
});

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: lazyRouteComponent(() => import('./routes/conversation'), 'ConversationRoute'),
});

const approvals = createRoute({
  getParentRoute: () => desk,
  path: '/approvals',
  validateSearch: readQueue,
  component: lazyRouteComponent(
    withWords(['approvals'], () => import('./routes/approvals')),
    'ApprovalsRoute',
  ),
});

const contacts = createRoute({
  getParentRoute: () => desk,
  path: '/contacts',
  validateSearch: (search): BookSearch => readBook(search),
  component: lazyRouteComponent(
    withWords(['contacts'], () => import('./routes/contacts')),
    'ContactsRoute',
  ),
});

const contactImport = createRoute({
  getParentRoute: () => desk,
  path: '/contacts/import',
  component: lazyRouteComponent(
    withWords(['contacts', 'contact-import'], () => import('./routes/contact-import')),
    'ContactImportRoute',
  ),
});

const contact = createRoute({
  getParentRoute: () => desk,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(
    withWords(['contacts', 'contact'], () => import('./routes/contact')),
    'ContactRoute',
  ),
});

const evidence = createRoute({
  getParentRoute: () => desk,
  path: '/evidence',
  validateSearch: readSearch,
  component: lazyRouteComponent(
    withWords(['evidence'], () => import('./routes/evidence')),
    'EvidenceRoute',
  ),
});

const messageEvidence = createRoute({
  getParentRoute: () => desk,
  path: '/evidence/$messageId',
  component: lazyRouteComponent(
    withWords(['evidence'], () => import('./routes/evidence')),
    'MessageEvidenceRoute',
  ),
});

const knowledge = createRoute({
  getParentRoute: () => desk,
  path: '/knowledge',
  validateSearch: (search): { tab?: KnowledgeTab } => {
    const tab = KNOWLEDGE_TABS.find((one) => one === search.tab && one !== 'catalogue');
    return tab ? { tab } : {};
  },
  component: lazyRouteComponent(
    withWords(['knowledge'], () => import('./routes/knowledge')),
    'KnowledgeRoute',
  ),
});

/** Settings: a sub-menu (`features/settings/sections.ts`) beside the page that is open. */
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: lazyRouteComponent(() => import('./routes/settings'), 'SettingsRoute'),
});

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/settings'), 'SettingsHomeRoute'),
});

const channels = createRoute({
  getParentRoute: () => settings,
  path: 'channels',
  component: lazyRouteComponent(
    withWords(['channels', 'replies'], () => import('./routes/channels')),
    'ChannelsRoute',
  ),
});

const newChannel = createRoute({
  getParentRoute: () => settings,
  path: 'channels/new',
  validateSearch: (search: Record<string, unknown>): { again?: string } =>
    typeof search.again === 'string' ? { again: search.again } : {},
  component: lazyRouteComponent(
    withWords(['channels', 'replies'], () => import('./routes/channels')),
    'NewChannelRoute',
  ),
});

const assignment = createRoute({
  getParentRoute: () => settings,
  path: 'assignment',
  component: lazyRouteComponent(
    withWords(['assignment'], () => import('./routes/assignment')),
    'AssignmentRoute',
  ),
});

const labels = createRoute({
  getParentRoute: () => settings,
  path: 'labels',
  component: lazyRouteComponent(
    withWords(['labels'], () => import('./routes/labels')),
    'LabelsRoute',
  ),
});

const replies = createRoute({
  getParentRoute: () => settings,
  path: 'replies',
  component: lazyRouteComponent(
    withWords(['replies'], () => import('./routes/replies')),
    'RepliesRoute',
  ),
});

const team = createRoute({
  getParentRoute: () => settings,
  path: 'team',
  component: lazyRouteComponent(
    withWords(['team'], () => import('./routes/team')),
    'TeamRoute',
  ),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: 'api-keys',
  component: lazyRouteComponent(
    withWords(['api-keys'], () => import('./routes/api-keys')),
    'ApiKeysRoute',
  ),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: 'security',
  component: lazyRouteComponent(
    withWords(['security'], () => import('./routes/security')),
    'SecurityRoute',
  ),
});

const welcome = createRoute({
  getParentRoute: () => desk,
  path: '/welcome',
  component: lazyRouteComponent(
    withWords(['welcome'], () => import('./routes/welcome')),
    'WelcomeRoute',
  ),
});

const appearance = createRoute({
  getParentRoute: () => settings,
  path: 'appearance',
  component: lazyRouteComponent(
    withWords(['appearance'], () => import('./routes/appearance')),
    'AppearanceRoute',
  ),
});

const nowhere = createRoute({
  getParentRoute: () => desk,
  path: '$',
  component: lazyRouteComponent(() => import('./routes/missing'), 'MissingRoute'),
});

/** Addresses pages had or are known by elsewhere, and where they lead. */
const OLD = {
  '/channels': '/settings/channels',
  '/settings/integrations': '/settings/channels',
  '/admin/whatsapp-settings': '/settings/channels',
} as const;

const moved = Object.entries(OLD).map(([path, to]) =>
  createRoute({
    getParentRoute: () => desk,
    path,
    beforeLoad: () => {
      throw redirect({ to, replace: true });
    },
  }),
);

const tree = root.addChildren([
  login,
  forgot,
  ...front,
  desk.addChildren([
    home,
    inbox.addChildren([conversation]),
    approvals,
    contacts,
    contactImport,
    contact,
    evidence,
    messageEvidence,
    knowledge,
    welcome,
    settings.addChildren([
      settingsHome,
      channels,
      newChannel,
      team,
      assignment,
      labels,
      replies,
      apiKeys,
      security,
      appearance,
    ]),
    ...moved,
    nowhere,
  ]),
]);

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 150,
    defaultPendingComponent: () => <Bones />,
    defaultNotFoundComponent: () => <Missing />,
    defaultErrorComponent: ({ error, reset }) => <Failure error={error} retry={reset} />,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
