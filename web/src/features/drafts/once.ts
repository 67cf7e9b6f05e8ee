import type { Source } from '~/api/types';

/** A source with every passage of it that a draft cites. */
export interface Named extends Omit<Source, 'passage'> {
  passages: readonly string[];
}

/** Each source once: that a price and a stock are of one item is one thing to look at. Pure. */
export function once(sources: readonly Source[]): Named[] {
  const found = new Map<string, Named>();
  for (const { passage, ...source } of sources) {
    const before = found.get(source.id)?.passages ?? [];
    const passages = before.includes(passage) ? before : [...before, passage];
    found.set(source.id, { ...(found.get(source.id) ?? source), passages });
  }
  return [...found.values()];
}
