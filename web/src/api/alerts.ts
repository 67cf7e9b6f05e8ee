import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import type { components } from './schema';

export type Alert = components['schemas']['Alert'];

export const alertsKey = ['alerts'] as const;

/** What is the matter with the channels: what stands first, then what was over lately. */
export const alertsQuery = queryOptions({
  queryKey: alertsKey,
  queryFn: ({ signal }) => ok(api.GET('/alerts', { signal })),
});

export const seeAlerts = () => ok(api.POST('/alerts/seen'));
