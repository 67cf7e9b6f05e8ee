import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';

/** How a comment stands for the one private answer it may get. */
export const privateAnswerQuery = (comment: string | null) =>
  queryOptions({
    queryKey: [...keys.privately, comment],
    queryFn: ({ signal }) =>
      ok(api.GET('/messages/{id}/private-answer', { params: { path: { id: comment ?? '' } }, signal })),
    enabled: comment !== null,
  });
