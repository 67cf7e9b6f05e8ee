/** Every page one can go to without knowing an id. A new page is added here, and is looked at in every way. */
export const PAGES = [
  '/inbox',
  '/no-such-page',
  '/approvals',
  '/evidence',
  '/knowledge',
  '/settings',
  '/settings/channels',
  '/settings/channels/new',
  '/settings/replies',
  '/settings/team',
  '/settings/api-keys',
  '/settings/security',
  '/settings/appearance',
  '/settings/assignment',
  '/settings/labels',
  '/welcome',
] as const;
