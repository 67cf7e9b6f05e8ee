import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { rightsQuery } from '~/api/account';
import { api, ok } from '~/api/client';
import { aboutQuery, sessionQuery } from '~/api/queries';
import type { Me, Role, Workspace } from '~/api/types';
import { useL10n } from '~/l10n/words';
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

/** Whether one may do it in this workspace, by the server's own table. */
export function useCan(): (act: Act) => boolean {
  const workspace = useWorkspace();
  const rights = useQuery({ ...rightsQuery(), enabled: workspace !== null }).data;
  return (act) => workspace !== null && rights !== undefined && can(rights, workspace.role as Role, act);
}

/** Why one may not do it here, and whom to ask; null when one may. */
export function useReason(): (act: Act) => string | null {
  const { t } = useL10n();
  const may = useCan();
  const workspace = useWorkspace();
  const owner = useQuery({ ...rightsQuery(), enabled: workspace !== null }).data?.owners[0];
  return (act) => {
    if (may(act)) return null;
    const permission = t(`right-${act}`);
    return owner ? t('need-permission', { permission, owner }) : t('need-permission-only', { permission });
  };
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
