import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { isProblem } from './problem';
import type { View } from './types';

/** What can be read, and under which name it is kept. The names are what `live.ts` speaks of. */
export const keys = {
  conversations: ['conversations'] as const,
  counts: ['counts'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  messages: (conversation: string) => ['messages', conversation] as const,
  /** What is known of private answers. */
  privately: ['privately'] as const,
  drafts: ['drafts'] as const,
  /** What was decided about drafts today. */
  decisions: ['decisions'] as const,
  draft: (id: string) => ['draft', id] as const,
  evidence: ['evidence'] as const,
  channels: ['channels'] as const,
  templates: ['templates'] as const,
  knowledge: ['knowledge'] as const,
  contacts: ['contacts'] as const,
};

export const PAGE = 50;

export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: () => ok(api.GET('/about')),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is here; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => {
    try {
      return await ok(api.GET('/session'));
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const conversationsQuery = (view: View, q: string) =>
  infiniteQueryOptions({
    queryKey: [...keys.conversations, view, q],
    queryFn: ({ pageParam, signal }) => {
      const query = { view, limit: PAGE, ...(q && { q }), ...(pageParam && { cursor: pageParam }) };
      return ok(api.GET('/conversations', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const countsQuery = queryOptions({
  queryKey: keys.counts,
  queryFn: ({ signal }) => ok(api.GET('/conversations/counts', { signal })),
});

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: keys.conversation(id),
    queryFn: ({ signal }) => ok(api.GET('/conversations/{id}', { params: { path: { id } }, signal })),
  });

export type Side = { before: string } | { after: string } | null;

/** How many pages stay in the document: 300 messages, however long the thread is. */
const PAGES_KEPT = 6;

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.messages(id),
    queryFn: ({ pageParam, signal }) =>
      ok(
        api.GET('/conversations/{id}/messages', {
          params: { path: { id }, query: { limit: PAGE, ...pageParam } },
          signal,
        }),
      ),
    initialPageParam: null as Side,
    getPreviousPageParam: (page): Side => (page.older_cursor ? { before: page.older_cursor } : null),
    getNextPageParam: (page): Side => (page.newer_cursor ? { after: page.newer_cursor } : null),
    maxPages: PAGES_KEPT,
  });

/** The queue is read whole, so in pages as large as the server gives. */
const DRAFT_PAGE = 100;

/** Every draft that waits for a decision. */
export const draftsQuery = infiniteQueryOptions({
  queryKey: keys.drafts,
  queryFn: ({ pageParam, signal }) => {
    const query = { limit: DRAFT_PAGE, ...(pageParam && { cursor: pageParam }) };
    return ok(api.GET('/drafts', { params: { query }, signal }));
  },
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
});

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: keys.draft(id),
    queryFn: ({ signal }) => ok(api.GET('/drafts/{id}', { params: { path: { id } }, signal })),
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contact', id],
    queryFn: ({ signal }) => ok(api.GET('/contacts/{id}', { params: { path: { id } }, signal })),
  });

export const messageEvidenceQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.evidence, 'message', id],
    queryFn: ({ signal }) => ok(api.GET('/messages/{id}/evidence', { params: { path: { id } }, signal })),
  });

export const channelsQuery = queryOptions({
  queryKey: keys.channels,
  queryFn: ({ signal }) => ok(api.GET('/channels', { signal })),
});

export const templatesQuery = (channel: string) =>
  queryOptions({
    queryKey: [...keys.templates, channel],
    queryFn: ({ signal }) =>
      ok(api.GET('/templates', { params: { query: { channel_id: channel } }, signal })),
  });

export const knowledgeQuery = queryOptions({
  queryKey: keys.knowledge,
  queryFn: ({ signal }) => ok(api.GET('/knowledge', { signal })),
});
