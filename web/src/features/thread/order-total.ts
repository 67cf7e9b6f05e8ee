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
