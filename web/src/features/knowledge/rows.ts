import type { KnowledgeRow } from '~/api/types-admin';

/** A row of knowledge as a person reads it: a heading, and everything else as named facts. Pure. */
export interface Readable {
  title: string;
  facts: [name: string, value: string][];
}

const HEADINGS = ['name', 'title', 'question', 'topic', 'sku', 'id', 'code'];

export function readable(row: KnowledgeRow): Readable {
  const heading = HEADINGS.find((key) => typeof row[key] === 'string' && row[key] !== '');
  const facts = Object.entries(row)
    .filter(([key, value]) => key !== heading && key !== 'id' && value !== null && value !== '')
    .map(([key, value]): [string, string] => [key.replaceAll('_', ' '), words(value)]);
  return { title: heading ? String(row[heading]) : '–', facts };
}

/** A value in plain words: lists with commas, objects as name and value. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, one]) => `${key.replaceAll('_', ' ')}: ${words(one)}`)
      .join(', ');
  }
  return String(value);
}
