import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ok } from '~/api/client';
import { aboutQuery, sessionQuery } from '~/api/queries';
import type { Me, Role, Workspace } from '~/api/types';
import { type Act, can } from '~/lib/can';
import { forgetRecent } from '~/lib/recent';
import { chooseWorkspace, workspaceId } from '~/lib/workspace';

/** Who is signed in. Only behind the sign-in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery);
  return data ?? NOBODY;
}

/** For the blink between a session's end and the sign-in page. */
const NOBODY: Me = {
  person: { id: '', name: '', email: '' },
  workspaces: [],
  partners: [],
  platform_admin: false,
};

export function useWorkspace(): Workspace | null {
  const me = useMe();
  return me.workspaces.find((one) => one.id === workspaceId()) ?? me.workspaces[0] ?? null;
}

/** Whether one may do it in this workspace. */
export function useCan(): (act: Act) => boolean {
  const workspace = useWorkspace();
  return (act) => workspace !== null && can(workspace.role as Role, act);
}

export function useAbout() {
  return useSuspenseQuery(aboutQuery).data;
}

export function useSwitchWorkspace(): (id: string) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (id) => {
    if (id === workspaceId()) return;
    chooseWorkspace(id);
    forgetRecent();
    const keep = new Set(['session', 'about']);
    client.removeQueries({ predicate: (query) => !keep.has(String(query.queryKey[0])) });
    void navigate({ to: '/inbox', search: {} });
  };
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await ok(api.DELETE('/session'));
    chooseWorkspace(null);
    client.clear();
    forgetRecent();
    client.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: '/login', search: {} });
  };
}
