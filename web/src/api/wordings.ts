import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import type { Message } from './types';

/** What a changed message said before. */
export const wordingsQuery = ({ id, edited_at }: Message) =>
  queryOptions({
    queryKey: ['message', id, 'wordings', edited_at],
    queryFn: ({ signal }) => ok(api.GET('/messages/{id}/wordings', { params: { path: { id } }, signal })),
  });
