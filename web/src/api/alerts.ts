import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';
import type { components } from './schema';

export type Alert = components['schemas']['Alert'];

/** Whoever has the channels read again has this read, too: it follows from them. */
export const alertsKey = [...keys.channels, 'alerts'] as const;

/** What is the matter with the channels: what stands first, then what was over lately. */
export const alertsQuery = queryOptions({
  queryKey: alertsKey,
  queryFn: ({ signal }) => ok(api.GET('/alerts', { signal })),
});

export const seeAlerts = () => ok(api.POST('/alerts/seen'));
