/** How long a text may be, and how that is counted. */
export interface TextLimit {
  max: number;
  /** In bytes of UTF-8 rather than in characters. */
  bytes: boolean;
}

/** What is held to before the channel's own limit is known. */
const MOST: TextLimit = { max: 4096, bytes: false };

interface Limits {
  text_max: number;
  text_bytes: boolean;
  public_max?: number | null;
}

/** The limit of a channel's kind; `open` says that everybody will read it. */
export function limitOf(kind: Limits | undefined, open: boolean): TextLimit {
  if (!kind) return MOST;
  if (open && kind.public_max) return { max: kind.public_max, bytes: false };
  return { max: kind.text_max, bytes: kind.text_bytes };
}

/** How much may still be written; negative when too much was. */
export function lengthLeft(text: string, limit: TextLimit): number {
  const written = text.trim();
  const length = limit.bytes ? new TextEncoder().encode(written).length : [...written].length;
  return limit.max - length;
}
