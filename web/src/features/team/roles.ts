import type { Role } from '~/api/types';

/** Roles in the order of what they may. */
const ROLES: readonly Role[] = ['owner', 'communications_admin', 'agent', 'viewer', 'reviewer'];

/** The roles one may give: only owners make owners. */
export function givable(owner: boolean): readonly Role[] {
  return owner ? ROLES : ROLES.filter((role) => role !== 'owner');
}

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}
