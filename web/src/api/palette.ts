import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';

export const foundQuery = (text: string) =>
  queryOptions({
    queryKey: ['palette', text],
    queryFn: ({ signal }) =>
      ok(api.GET('/conversations', { params: { query: { q: text, limit: 6 } }, signal })),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
  });
