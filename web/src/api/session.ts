import { api, ok } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export const openSession = (body: Schemas['Login']) => ok(api.POST('/session', { body }));

export const passkeyChallenge = () => ok(api.POST('/session/passkey/challenge'));

export const openSessionByPasskey = (body: Schemas['PasskeyLogin']) =>
  ok(api.POST('/session/passkey', { body }));

/** Shows once more who is here. */
export const confirmSession = (body: Schemas['Confirmation']) => ok(api.POST('/session/confirm', { body }));
