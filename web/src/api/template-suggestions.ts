import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];
export type TemplateSuggestions = Schemas['TemplateSuggestions'];
export type SuggestedValue = Schemas['SuggestedValue'];
export type ValueOrigin = Schemas['ValueOrigin'];

/** Templates for what the customer asked, with the values there are sources for. Read anew each time they are opened. */
export const suggestionsQuery = (conversation: string) =>
  queryOptions({
    queryKey: ['template-suggestions', conversation] as const,
    queryFn: ({ signal }) =>
      ok(
        api.GET('/conversations/{id}/template-suggestions', {
          params: { path: { id: conversation } },
          signal,
        }),
      ),
    staleTime: 0,
  });
