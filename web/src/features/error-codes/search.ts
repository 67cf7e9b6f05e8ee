/** Who can put something right, in the order they are offered. */
export const FIXERS = ['agent', 'owner', 'operator', 'meta', 'nobody'] as const;
export type Fixer = (typeof FIXERS)[number];

export interface CodeSearch {
  q?: string;
  who?: Fixer;
}

/** What the address of the page holds. */
export function readCodes(search: Record<string, unknown>): CodeSearch {
  const who = FIXERS.find((one) => one === search.who);
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 80) : '';
  return { ...(q && { q }), ...(who && { who }) };
}
