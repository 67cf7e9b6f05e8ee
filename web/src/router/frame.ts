import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { rightsQuery } from '~/api/account';
import { aboutQuery, sessionQuery } from '~/api/queries';
import { Shell } from '~/features/shell/shell';
import { chooseWorkspace, pickWorkspace, workspaceId } from '~/lib/workspace';
import { wayBack } from './way-back';

interface Context {
  client: QueryClient;
}

export const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  loader: ({ context }) => context.client.ensureQueryData(aboutQuery),
});

/** Everything behind the sign-in. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(sessionQuery);
    if (!me) throw redirect({ to: '/login', search: { next: wayBack(location) } });
    const workspace = pickWorkspace(me.workspaces, workspaceId());
    chooseWorkspace(workspace?.id ?? null);
    // Needed to say beforehand what one may do; if it cannot be read now, the pages read it themselves.
    if (workspace) await context.client.ensureQueryData(rightsQuery()).catch(() => undefined);
  },
  component: Shell,
});
