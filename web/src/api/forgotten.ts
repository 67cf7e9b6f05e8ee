import { api, ok } from './client';

export const askForReset = (body: { email: string }) => ok(api.POST('/password-resets', { body }));
