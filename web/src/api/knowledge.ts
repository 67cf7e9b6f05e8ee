import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ok, once, raw } from './client';
import { keys } from './queries';
import type { components } from './schema';

type Schemas = components['schemas'];
export type ImportPreview = Schemas['ImportPreview'];
type NewImport = Schemas['NewImport'];
export type Upload = Schemas['KnowledgeFile'];
export type Feed = Schemas['Feed'];
export type NewFeed = Schemas['NewFeed'];
export type PolicyDocument = Schemas['Document'];
export type Passage = Schemas['DocumentPassage'];
export type Version = Schemas['KnowledgeVersion'];

export const sourcesQuery = queryOptions({
  queryKey: [...keys.knowledge, 'sources'],
  queryFn: ({ signal }) => ok(api.GET('/knowledge/sources', { signal })),
});

export const usesQuery = (source: string) =>
  queryOptions({
    queryKey: [...keys.knowledge, 'uses', source],
    queryFn: ({ signal }) => ok(api.GET('/knowledge/uses', { params: { query: { source } }, signal })),
    staleTime: 0,
  });

export const feedsQuery = queryOptions({
  queryKey: [...keys.knowledge, 'feeds'],
  queryFn: ({ signal }) => ok(api.GET('/feeds', { signal })),
});

export const documentsQuery = queryOptions({
  queryKey: [...keys.knowledge, 'documents'],
  queryFn: ({ signal }) => ok(api.GET('/documents', { signal })),
});

export const versionsQuery = infiniteQueryOptions({
  queryKey: [...keys.knowledge, 'versions'],
  queryFn: ({ pageParam, signal }) =>
    ok(
      api.GET('/knowledge/versions', {
        params: { query: { limit: 50, ...(pageParam !== null && { before: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: null as number | null,
  getNextPageParam: (page) => page.next_before,
});

export const differenceQuery = (from: number, to: number) =>
  queryOptions({
    queryKey: [...keys.knowledge, 'difference', from, to],
    queryFn: ({ signal }) =>
      ok(api.GET('/knowledge/difference', { params: { query: { from, to } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export async function upload(file: File): Promise<Upload> {
  const answer = await raw(`/uploads?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...once() },
    body: file,
  });
  return answer.json();
}

export async function rejectedRows(body: NewImport): Promise<Blob> {
  const answer = await raw('/imports/rejects', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.blob();
}
