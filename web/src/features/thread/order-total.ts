import type { KnowledgeDocument } from '~/api/types-admin';

interface Item {
  quantity: number;
  price?: string | null;
  currency?: string | null;
}

/** The sum of a cart; null when a price is missing or currencies differ: then there is no honest sum. */
export function total(items: readonly Item[]): { amount: number; currency: string } | null {
  const currency = items[0]?.currency;
  if (!currency) return null;
  let amount = 0;
  for (const item of items) {
    const price = Number(item.price);
    if (!item.price || item.currency !== currency || !Number.isFinite(price)) return null;
    amount += price * item.quantity;
  }
  return { amount, currency };
}

/** The names of a catalogue by their codes, in lower case: shops and Meta do not agree on case. */
export function namesOf(document: KnowledgeDocument | undefined): ReadonlyMap<string, string> {
  const named = (document?.items ?? []).filter((item) => item.sku && item.name);
  return new Map(named.map((item) => [String(item.sku).toLowerCase(), String(item.name)]));
}
