import type { KnowledgeRow } from '~/api/types-admin';
import { type Item, typedNumber } from './model';

/** An item as a person types it. */
export interface ItemForm {
  sku: string;
  name: string;
  price: string;
  aliases: string;
  weight_g: string;
  restock: string;
  note: string;
  url: string;
  description: string;
  /** A line each: name: value. */
  attributes: string;
  /** One without a label is the stock of an item without sizes. */
  sizes: { label: string; pieces: string }[];
}

const shown = (value: unknown) => (value === null || value === undefined ? '' : String(value));

export function fields(item: Item): ItemForm {
  const stock = item.stock ?? {};
  const labels = [...new Set([...(item.sizes ?? []), ...Object.keys(stock)])];
  return {
    sku: item.sku,
    name: item.name,
    price: shown(item.price),
    aliases: (item.aliases ?? []).join(', '),
    weight_g: shown(item.weight_g),
    restock: shown(item.restock),
    note: shown(item.note),
    url: shown(item.url),
    description: shown(item.description),
    attributes: Object.entries(item.attributes ?? {})
      .map(([name, value]) => `${name}: ${shown(value)}`)
      .join('\n'),
    sizes: labels.map((label) => ({ label: label === 'std' ? '' : label, pieces: shown(stock[label]) })),
  };
}

/** The first thing that cannot be taken. */
export function problemIn(form: ItemForm, decimals: number): { field: keyof ItemForm; key: string } | null {
  if (form.sku.trim() === '') return { field: 'sku', key: 'knowledge-needs-sku' };
  if (form.name.trim() === '') return { field: 'name', key: 'knowledge-needs-name' };
  if (typedNumber(form.price, decimals) === undefined) return { field: 'price', key: 'knowledge-bad-price' };
  if (typedNumber(form.weight_g, 0) === undefined) return { field: 'weight_g', key: 'knowledge-bad-number' };
  const labels = form.sizes.map((size) => size.label.trim().toLowerCase());
  if (new Set(labels).size < labels.length) return { field: 'sizes', key: 'knowledge-size-twice' };
  if (labels.length > 1 && labels.includes('')) return { field: 'sizes', key: 'knowledge-size-empty' };
  const counts = form.sizes.map((size) => typedNumber(size.pieces, 0));
  return counts.includes(undefined) ? { field: 'sizes', key: 'knowledge-bad-stock' } : null;
}

/** The item with what was typed; what the form does not know stays as it is. */
export function itemOf(before: Item, form: ItemForm, decimals: number): KnowledgeRow {
  const stock: Record<string, number> = {};
  for (const size of form.sizes) {
    const count = typedNumber(size.pieces, 0);
    if (typeof count === 'number') stock[size.label.trim() || 'std'] = count;
  }
  const row: KnowledgeRow = {
    ...before,
    sku: form.sku.trim(),
    name: form.name.trim(),
    price: typedNumber(form.price, decimals) ?? null,
    aliases: list(form.aliases),
    sizes: form.sizes.map((size) => size.label.trim()).filter(Boolean),
    stock,
    weight_g: typedNumber(form.weight_g, 0) ?? null,
    attributes: pairs(form.attributes),
  };
  for (const name of ['restock', 'note', 'url', 'description'] as const)
    row[name] = form[name].trim() || null;
  for (const [name, value] of Object.entries(row)) if (value === null) delete row[name];
  return row;
}

const list = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

function pairs(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.split(':'));
  return Object.fromEntries(
    lines
      .map(([name = '', ...rest]): [string, string] => [name.trim(), rest.join(':').trim()])
      .filter(([name, value]) => name !== '' && value !== ''),
  );
}
