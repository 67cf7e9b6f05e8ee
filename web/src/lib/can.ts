import type { Role } from '~/api/types';

export type Act = 'send' | 'override' | 'knowledge' | 'channels' | 'consent' | 'erase' | 'export';

const MAY: Record<Role, readonly Act[]> = {
  owner: ['send', 'override', 'knowledge', 'channels', 'consent', 'erase', 'export'],
  communications_admin: ['send', 'override', 'knowledge', 'channels', 'consent'],
  agent: ['send', 'override', 'consent'],
  viewer: [],
  reviewer: ['send', 'override', 'channels', 'consent'],
};

/** Whether a role may do it. The server decides; the desk only says so beforehand. */
export function can(role: Role, act: Act): boolean {
  return MAY[role].includes(act);
}
