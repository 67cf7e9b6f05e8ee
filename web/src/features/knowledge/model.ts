import type { KnowledgeDocument, KnowledgeRow } from '~/api/types-admin';

/** The lists of the knowledge and the member that names a row. */
export const KEY_OF = { items: 'sku', policies: 'id', promo: 'code', answers: 'id' } as const;
export type Part = keyof typeof KEY_OF;

/** What the id of a row's source begins with. */
export const SOURCE_OF: Record<Part, string> = {
  items: 'item',
  policies: 'policy',
  promo: 'promo',
  answers: 'answer',
};

export interface Item extends KnowledgeRow {
  sku: string;
  name: string;
  price?: number | null;
  sizes?: string[];
  stock?: Record<string, number>;
  aliases?: string[];
  weight_g?: number | null;
  note?: string | null;
  description?: string | null;
  restock?: string | null;
  url?: string | null;
  attributes?: Record<string, unknown>;
}

/** One thing a person did to a row. Rows that are not stored yet have a key of ours. */
export interface Edit {
  key: string;
  /** Null removes it. */
  row: KnowledgeRow | null;
}

export interface Kept {
  key: string;
  row: KnowledgeRow;
  state: 'same' | 'new' | 'changed';
}

export const isNew = (key: string) => key.startsWith('new:');

export function rowsOf(document: KnowledgeDocument, part: Part): KnowledgeRow[] {
  return document[part] ?? [];
}

export function nameOf(row: KnowledgeRow, key: string): string {
  return String(row[key] ?? '');
}

/** The list as it looks with a person's edits: new rows first, where they were added. */
export function withEdits(rows: readonly KnowledgeRow[], edits: readonly Edit[], key: string): Kept[] {
  const last = new Map(edits.map((edit) => [edit.key, edit.row]));
  const kept: Kept[] = [];
  for (const [id, row] of last) if (isNew(id) && row) kept.unshift({ key: id, row, state: 'new' });
  for (const row of rows) {
    const id = nameOf(row, key);
    const edit = last.get(id);
    if (edit === undefined) kept.push({ key: id, row, state: 'same' });
    else if (edit !== null) kept.push({ key: id, row: edit, state: 'changed' });
  }
  return kept;
}

/** What is to be saved: the last word on each row, without rows that came and went. */
export function changesOf(part: Part, edits: readonly Edit[]) {
  const last = new Map(edits.map((edit) => [edit.key, edit.row]));
  return [...last]
    .filter(([key, row]) => !(isNew(key) && row === null))
    .map(([key, row]) => ({
      part,
      id: isNew(key) && row ? nameOf(row, KEY_OF[part]) : key,
      row: row as Record<string, never> | null,
    }));
}

/** Pieces over all sizes; null when nobody says. */
export function pieces(item: Item): number | null {
  const counts = Object.values(item.stock ?? {});
  return counts.length === 0 ? null : counts.reduce((sum, one) => sum + one, 0);
}

export function hasSizes(item: Item): boolean {
  return (item.sizes ?? []).length > 0 || Object.keys(item.stock ?? {}).some((label) => label !== 'std');
}

export type Filter = 'all' | 'unpriced' | 'out' | 'failed' | 'changed';

export function matches(kept: Kept, q: string, filter: Filter, failed: ReadonlySet<string>): boolean {
  const item = kept.row as Item;
  const words = [item.sku, item.name, ...(item.aliases ?? [])].join(' ').toLowerCase();
  if (
    q &&
    !q
      .toLowerCase()
      .split(/\s+/)
      .every((part) => words.includes(part))
  )
    return false;
  switch (filter) {
    case 'all':
      return true;
    case 'unpriced':
      return item.price === null || item.price === undefined;
    case 'out':
      return pieces(item) === 0;
    case 'failed':
      return failed.has(`item:${item.sku}`);
    case 'changed':
      return kept.state !== 'same';
  }
}

/** A number as a person types it, with at most so many decimals; undefined when it is none, null when empty. */
export function typedNumber(text: string, decimals: number): number | null | undefined {
  const plain = text.replace(/[\s ]/g, '');
  if (plain === '') return null;
  if (/^\d{1,13}$/.test(plain)) return Number(plain);
  if (decimals === 0)
    return /^\d{1,3}([.,]\d{3})+$/.test(plain) ? Number(plain.replace(/[.,]/g, '')) : undefined;
  const match = /^(\d{1,13})[.,](\d+)$/.exec(plain);
  return match?.[2] && match[2].length <= decimals ? Number(`${match[1]}.${match[2]}`) : undefined;
}

/** How many decimals a currency has. */
export function decimalsOf(currency: string): number {
  return ['IDR', 'JPY', 'VND'].includes(currency) ? 0 : 2;
}

/** A name for a copy that no other row has. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n++) if (!taken.has(`${name}-${n}`.toLowerCase())) return `${name}-${n}`;
}

/** What is wrong with a row before it is sent; the server has the last word. */
export function wrongWith(row: KnowledgeRow, part: Part, others: ReadonlySet<string>): string | null {
  const name = nameOf(row, KEY_OF[part]).trim();
  if (name === '') return `knowledge-needs-${KEY_OF[part]}`;
  if (others.has(name.toLowerCase())) return 'knowledge-taken';
  if (part === 'items' && String(row.name ?? '').trim() === '') return 'knowledge-needs-name';
  if (part !== 'items' && String(row.text ?? '').trim() === '') return 'knowledge-needs-text';
  return null;
}
