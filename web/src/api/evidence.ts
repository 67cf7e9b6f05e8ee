import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type EvidenceSearch, toQuery } from '~/features/evidence/search';
import { api, ok } from './client';
import { keys, PAGE } from './queries';

/** A page of the chain, in its order. */
export const evidencePageQuery = (search: EvidenceSearch) =>
  queryOptions({
    queryKey: [...keys.evidence, 'page', search],
    queryFn: ({ signal }) => ok(api.GET('/evidence', { params: { query: toQuery(search, PAGE) }, signal })),
    placeholderData: keepPreviousData,
    // The chain grows with everything that happens; a page one comes back to is read again.
    staleTime: 0,
  });
