import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';

/** The whole table; it changes with the program only. */
export const errorCodesQuery = queryOptions({
  queryKey: ['error-codes'],
  queryFn: ({ signal }) => ok(api.GET('/error-codes', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
