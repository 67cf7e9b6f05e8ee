import type { Role } from '~/api/types';

/** What people do, by the names the server's table uses. */
export type Act =
  | 'send'
  | 'override'
  | 'consent'
  | 'contacts'
  | 'attributes'
  | 'contact_import'
  | 'channels'
  | 'templates'
  | 'knowledge'
  | 'api_keys'
  | 'team'
  | 'owners'
  | 'erase'
  | 'export';

/** The server's table. */
export interface RightsTable {
  acts: readonly { act: string; roles: readonly Role[] }[];
}

/** Whether a role may do it. The server decides; the desk only says so beforehand. */
export function can(table: RightsTable, role: Role, act: Act): boolean {
  return table.acts.some((one) => one.act === act && one.roles.includes(role));
}
