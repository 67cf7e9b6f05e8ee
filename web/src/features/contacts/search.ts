import type { Consent } from '~/api/types';

/** What the contact book is asked for; the address says it. */
export interface BookSearch {
  q?: string;
  consent?: Consent;
  label?: string;
}

export const CONSENTS = ['opted_in', 'none', 'opted_out'] as const satisfies readonly Consent[];

/** Reads an address. What is not understood is left out. */
export function readBook(search: Record<string, unknown>): BookSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim() : '';
  const consent = CONSENTS.find((one) => one === search.consent);
  const label = typeof search.label === 'string' && /^[0-9a-f-]{36}$/i.test(search.label) ? search.label : '';
  return { ...(q && { q }), ...(consent && { consent }), ...(label && { label }) };
}

export function isFiltered(search: BookSearch): boolean {
  return search.q !== undefined || search.consent !== undefined || search.label !== undefined;
}
