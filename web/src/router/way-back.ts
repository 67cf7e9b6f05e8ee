import type { ParsedLocation } from '@tanstack/react-router';

/**
 * Where a sign-in leads on to. What a provider led back with is good for the session that began it alone, and stays in no
 * address; which account is being looked at is told to any session of the workspace.
 */
export function wayBack({
  pathname,
  href,
  search,
}: Pick<ParsedLocation<object>, 'pathname' | 'href' | 'search'>): string {
  if (pathname === '/settings/channels/app-connections') return pathname;
  if (pathname !== '/settings/channels/instagram') return href;
  const login = 'login' in search ? search.login : null;
  return typeof login === 'string' ? `${pathname}?login=${encodeURIComponent(login)}` : pathname;
}
