/** Naming colleagues in a note: `@` and their name, in plain words. Pure. */

interface Person {
  id: string;
  name: string;
}

/** A name that is being typed. */
export interface Naming {
  /** Where its `@` stands. */
  from: number;
  /** What was typed after it. */
  wanted: string;
}

/** Nobody has a longer name than this behind an `@`. */
const LONGEST = 40;

/** The name being typed at the caret; null where none is. An `@` inside a word, as in an address, begins none. */
export function naming(text: string, caret: number): Naming | null {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf('@');
  if (from < 0 || /[\p{L}\p{N}_.]/u.test(before[from - 1] ?? '')) return null;
  const wanted = before.slice(from + 1);
  if (wanted.length > LONGEST || /[\n@]|\s\s|^\s|\s$/.test(wanted)) return null;
  return { from, wanted };
}

/** Those whose name, or a word of it, begins so. */
export function matching<P extends Person>(people: readonly P[], wanted: string): P[] {
  const typed = wanted.toLowerCase();
  const begins = (name: string) => name.toLowerCase().startsWith(typed);
  const first = people.filter((one) => begins(one.name));
  const later = people.filter((one) => !begins(one.name) && one.name.split(/\s+/).some(begins));
  return [...first, ...later];
}

/** The text with the name in place of what was typed, and where the caret is then. */
export function put(text: string, { from, wanted }: Naming, name: string): { text: string; caret: number } {
  const after = text.slice(from + 1 + wanted.length);
  const head = `${text.slice(0, from)}@${name}`;
  return { text: `${head}${after.startsWith(' ') ? '' : ' '}${after}`, caret: head.length + 1 };
}

/** A stretch of a note: plain words, or somebody's name. */
interface Stretch<P> {
  text: string;
  /** Who is named; several when they have the same name. */
  people: readonly P[];
}

/** Cuts a text at the names in it, the longest first: "@Rina Wati" is not "@Rina". Together they are the text. */
export function stretches<P extends Person>(text: string, people: readonly P[]): Stretch<P>[] {
  const longest = [...people].filter((one) => one.name !== '').sort((a, b) => b.name.length - a.name.length);
  const found: Stretch<P>[] = [];
  let plain = 0;
  let at = text.indexOf('@');
  while (at >= 0) {
    const rest = text.slice(at + 1);
    const one = longest.find(
      ({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}_]/u.test(rest.slice(name.length)),
    );
    if (one && !/[\p{L}\p{N}_.]/u.test(text[at - 1] ?? '')) {
      if (at > plain) found.push({ text: text.slice(plain, at), people: [] });
      plain = at + 1 + one.name.length;
      found.push({ text: text.slice(at, plain), people: longest.filter(({ name }) => name === one.name) });
      at = text.indexOf('@', plain);
    } else {
      at = text.indexOf('@', at + 1);
    }
  }
  if (plain < text.length) found.push({ text: text.slice(plain), people: [] });
  return found;
}

/**
 * Whom a text names. Of several with one name those who were chosen are meant; all of them when none was.
 */
export function named(text: string, people: readonly Person[], chosen: ReadonlySet<string>): string[] {
  const ids = stretches(text, people).flatMap(({ people: meant }) => {
    const picked = meant.filter(({ id }) => chosen.has(id));
    return (picked.length > 0 ? picked : meant).map(({ id }) => id);
  });
  return [...new Set(ids)];
}
