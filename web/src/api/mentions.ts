import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import type { components } from './schema';

export type Colleague = components['schemas']['Colleague'];
export type Mention = components['schemas']['Mention'];

export const mentionsKey = ['mentions'] as const;

/** Everybody whom a note can name. */
export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'] as const,
  queryFn: ({ signal }) => ok(api.GET('/colleagues', { signal })),
  // Who joins or leaves is not told live.
  staleTime: 30_000,
  // Without a connection it fails at once, as the note itself does.
  networkMode: 'always',
});

/** The notes that name one and were not read, newest first. */
export const mentionsQuery = queryOptions({
  queryKey: mentionsKey,
  queryFn: ({ signal }) => ok(api.GET('/mentions', { signal })),
});

export const readMentions = (conversation: string) =>
  ok(api.POST('/conversations/{id}/mentions/read', { params: { path: { id: conversation } } }));
