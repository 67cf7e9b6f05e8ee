import { api, ok } from './client';

export const setOnboardingClosed = (closed: boolean) => ok(api.PATCH('/onboarding', { body: { closed } }));
