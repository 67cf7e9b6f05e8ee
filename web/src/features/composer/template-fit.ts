import type { Template } from '~/api/types-admin';

/** Words by which shops name templates about the same matter, in the languages the desk drafts in. */
const MATTERS: readonly (readonly string[])[] = [
  ['price', 'budget', 'total', 'quote', 'harga', 'biaya', 'katalog', 'catalogue', 'catalog'],
  ['stock', 'restock', 'sizes', 'stok', 'tersedia', 'available', 'ready', 'ukuran'],
  ['shipping', 'ships', 'delivery', 'ongkir', 'kirim', 'pengiriman', 'resi', 'tracking'],
  ['promo', 'discount', 'sale', 'diskon', 'voucher', 'offer'],
  ['return', 'refund', 'warranty', 'retur', 'tukar', 'garansi', 'pengembalian'],
  ['hours', 'open', 'opening', 'jam', 'buka', 'libur'],
  ['order', 'status', 'pesanan', 'order_status'],
  ['payment', 'invoice', 'bayar', 'pembayaran', 'tagihan'],
];

/** Whether a template is about what the customer asked: its name says a word of the same matter. Pure. */
export function fits(template: Pick<Template, 'name'>, intent: string | undefined): boolean {
  if (!intent) return false;
  const asked = intent.toLowerCase().split('_');
  const named = template.name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const matters = MATTERS.filter((words) => asked.some((word) => words.includes(word)));
  return named.some((word) => asked.includes(word) || matters.some((words) => words.includes(word)));
}

/** What fits first, otherwise in the order it came; what cannot be sent stays behind. Pure. */
export function fittingFirst<T extends Pick<Template, 'name'>>(
  templates: readonly T[],
  intent: string | undefined,
  offered: (one: T) => boolean,
): T[] {
  const rank = (one: T) => Number(offered(one) && fits(one, intent));
  return [...templates].sort((a, b) => rank(b) - rank(a));
}
