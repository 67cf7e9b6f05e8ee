import { api, ok } from './client';

export const resetPassword = (body: { token: string; password: string }) =>
  ok(api.POST('/password-resets/use', { body }));
