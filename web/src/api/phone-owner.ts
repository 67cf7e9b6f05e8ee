import { queryOptions } from '@tanstack/react-query';
import { api, ok } from './client';
import { keys } from './queries';

/** As many digits as tell a phone from the beginning of one. */
const WHOLE = 8;

/** Who has a phone, given in digits with the country's code. */
export const phoneOwnerQuery = (digits: string) =>
  queryOptions({
    queryKey: [...keys.contacts, 'phone', digits],
    queryFn: ({ signal }) => ok(api.GET('/contacts', { params: { query: { q: digits, limit: 2 } }, signal })),
    enabled: digits.length >= WHOLE,
  });
