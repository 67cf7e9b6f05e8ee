import { expect, it } from 'vitest';
import { wayBack } from './way-back';

const at = (pathname: string, search: Record<string, string>) =>
  wayBack({ pathname, search, href: `${pathname}?${new URLSearchParams(search)}` });

it('is the page that was asked for', () => {
  expect(at('/contacts', { q: 'Rina' })).toBe('/contacts?q=Rina');
});

it('keeps which account is looked at, and nothing that a provider led back with', () => {
  const HERE = '/settings/channels/instagram';
  expect(at(HERE, { login: '0198a0c0' })).toBe(`${HERE}?login=0198a0c0`);
  expect(at(HERE, { state: 's', code: 'c' })).toBe(HERE);
  expect(at(HERE, { login: '0198a0c0', state: 's', code: 'c' })).toBe(`${HERE}?login=0198a0c0`);
});
