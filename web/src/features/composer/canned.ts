import type { CannedReply } from '~/api/canned';

/** What a ready-made reply may ask for. */
export interface Names {
  contact: string;
  agent: string;
}

/** Puts the names in, in one pass: a name that looks like a placeholder stays a name. */
export function filled(body: string, names: Names): string {
  return body.replace(/\{\{\s*(contact|agent)\.name\s*\}\}/g, (_, who: keyof Names) => names[who]);
}

/** What was typed after the slash that begins the text; null when it does not begin with one. */
export function asked(text: string): string | null {
  return /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Matching replies: those whose shortcut begins so first, then those that mention it. */
export function matching(all: readonly CannedReply[], wanted: string): CannedReply[] {
  const begins = all.filter((one) => one.shortcut.startsWith(wanted));
  const mentions = all.filter(
    (one) =>
      !begins.includes(one) && (one.shortcut.includes(wanted) || one.body.toLowerCase().includes(wanted)),
  );
  return [...begins, ...mentions];
}
