import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { api, ok, once } from './client';
import type { components } from './schema';

export type Note = components['schemas']['Note'];
type NewNote = components['schemas']['NewNote'];

export const notesKey = (conversation: string) => ['notes', conversation] as const;

const PAGE = 100;

/** The notes beside a thread, newest page first. */
export const notesQuery = (conversation: string) =>
  infiniteQueryOptions({
    queryKey: notesKey(conversation),
    queryFn: ({ pageParam, signal }) =>
      ok(
        api.GET('/conversations/{id}/notes', {
          params: {
            path: { id: conversation },
            query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export async function writeNote(
  client: QueryClient,
  conversation: string,
  note: NewNote,
  key: string,
): Promise<Note> {
  const written = await ok(
    api.POST('/conversations/{id}/notes', {
      params: { path: { id: conversation }, header: once(key) },
      body: note,
    }),
  );
  await client.invalidateQueries({ queryKey: notesKey(conversation) });
  return written;
}

export async function deleteNote(client: QueryClient, note: Note): Promise<void> {
  await ok(api.DELETE('/notes/{id}', { params: { path: { id: note.id } } }));
  await client.invalidateQueries({ queryKey: notesKey(note.conversation_id) });
}
