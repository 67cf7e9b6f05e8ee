import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';

export const reviewQuery = queryOptions({
  queryKey: ['review'],
  queryFn: ({ signal }) => ok(api.GET('/review', { signal })),
});
