import { queryOptions } from '@tanstack/react-query';
import { api, ok, once } from './client';
import type { components } from './schema';

type NewImport = components['schemas']['NewImport'];

export const importPreviewQuery = (body: NewImport) =>
  queryOptions({
    queryKey: ['import', body],
    queryFn: ({ signal }) => ok(api.POST('/imports/preview', { body, signal })),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const startImport = (body: NewImport) =>
  ok(api.POST('/imports', { params: { header: once() }, body }));
