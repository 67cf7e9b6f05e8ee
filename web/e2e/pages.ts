/** The pages before the sign-in: `accounts.spec.ts` looks at each. */
export const ENTRY = ['/login', '/setup', '/invite', '/reset', '/forgot'] as const;

/**
 * Every page one can go to without knowing an id. A new page is added here, and is looked at in every way;
 * `src/router.test.ts` says which one is missing. The tabs of a page are its own test's.
 */
export const PAGES = [
  '/inbox',
  '/no-such-page',
  '/approvals',
  '/contacts',
  '/contacts/import',
  '/evidence',
  '/knowledge',
  '/settings',
  '/settings/channels',
  '/settings/channels/new',
  '/settings/channels/instagram',
  '/settings/channels/app-connections',
  '/settings/replies',
  '/settings/error-codes',
  '/settings/team',
  '/settings/api-keys',
  '/settings/security',
  '/settings/appearance',
  '/settings/assignment',
  '/settings/labels',
  '/admin/whatsapp-settings',
  '/welcome',
  '/review',
] as const;
