import { api, ok } from './client';
import type { components } from './schema';

export const finishSetup = (house: components['schemas']['NewHouse']) =>
  ok(api.POST('/setup', { body: house }));

/** Looks at what the house needs. */
export const checkHouse = (token: string, public_url: string | null) =>
  ok(api.POST('/setup/checks', { body: { token, public_url } }));
