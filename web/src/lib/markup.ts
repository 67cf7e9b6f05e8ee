/** WhatsApp's marks in a text: *bold*, _italic_, ~struck~, ```mono```, and web addresses. Pure. */
export type Run =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'struck' | 'mono'; text: string }
  | { kind: 'link'; text: string; href: string };

const MARKS = { '*': 'bold', _: 'italic', '~': 'struck' } as const;

// A mark counts only at the edge of a word, with no space just inside it.
const PATTERN =
  /```([\s\S]+?)```|(?<![\p{L}\p{N}])([*_~])(?!\s)([^\n]*?[^\s])\2(?![\p{L}\p{N}])|(https?:\/\/[^\s<>"]+)/gu;

/** Splits a text into runs; put together again they say the same. */
export function runs(text: string): Run[] {
  const found: Run[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) found.push({ kind: 'text', text: text.slice(from, to) });
  };
  for (const match of text.matchAll(PATTERN)) {
    const [whole, mono, mark, marked, url] = match;
    if (mark && marked?.startsWith(mark)) continue;
    plain(match.index);
    from = match.index + whole.length;
    if (mono !== undefined) found.push({ kind: 'mono', text: mono });
    else if (mark && marked !== undefined)
      found.push({ kind: MARKS[mark as keyof typeof MARKS], text: marked });
    else if (url) {
      const href = url.replace(/[.,;:!?)\]}'*_~]+$/, '');
      found.push({ kind: 'link', text: href, href });
      from = match.index + href.length;
    }
  }
  plain(text.length);
  return found;
}
