import { api, ok } from './client';
import type { components } from './schema';
import type { Id } from './types';

type Schemas = components['schemas'];

/** A secret for an app that makes codes; it counts once a code of it was given. */
export const proposeCodes = () => ok(api.POST('/account/codes'));

export const turnCodesOn = (body: { code: string }) => ok(api.PUT('/account/codes', { body }));

export const turnCodesOff = () => ok(api.DELETE('/account/codes'));

export const changePassword = (body: Schemas['PasswordChange']) => ok(api.PUT('/account/password', { body }));

export const newPasskeyChallenge = () => ok(api.POST('/passkeys/challenge'));

export const addPasskey = (body: Schemas['NewPasskey']) => ok(api.POST('/passkeys', { body }));

export const removePasskey = (id: Id) => ok(api.DELETE('/passkeys/{id}', { params: { path: { id } } }));

export const endOtherSessions = () => ok(api.DELETE('/sessions'));

export const endSession = (id: Id) => ok(api.DELETE('/sessions/{id}', { params: { path: { id } } }));
