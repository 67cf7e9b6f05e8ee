import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { ENTRY, PAGES } from '../e2e/pages';
import { makeRouter } from './router';

/** What can be gone to without an id; what has no component only leads on. */
const addresses = Object.values(makeRouter(new QueryClient()).routesByPath)
  .filter((route) => route.options.component && !route.fullPath.includes('$'))
  .map((route) => ({ path: route.fullPath.replace(/\/$/, ''), behind: route.id.startsWith('/desk/') }));

/** Stands for every address that is none. */
const NOWHERE = '/no-such-page';

it('has every page behind the sign-in looked at in a browser', () => {
  const paths = addresses.filter((one) => one.behind).map((one) => one.path);
  expect(PAGES.filter((path) => path !== NOWHERE).sort()).toEqual(paths.sort());
});

it('has every page before it looked at, too', () => {
  const paths = addresses.filter((one) => !one.behind).map((one) => one.path);
  expect([...ENTRY].sort()).toEqual(paths.sort());
});
