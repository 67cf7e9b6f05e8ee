import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { desk, root } from './router/frame';
import { forgot, front, login } from './router/front';
import * as pages from './router/pages';
import { settingsPages } from './router/settings';
import { Bones, Failure, Missing } from './ui/states';

const tree = root.addChildren([
  login,
  forgot,
  ...front,
  desk.addChildren([
    pages.home,
    pages.inbox.addChildren([pages.conversation]),
    pages.approvals,
    pages.contacts,
    pages.contactImport,
    pages.contact,
    pages.evidence,
    pages.messageEvidence,
    pages.knowledge,
    pages.welcome,
    pages.review,
    pages.besideSettingsPages,
    settingsPages,
    ...pages.moved,
    pages.nowhere,
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
