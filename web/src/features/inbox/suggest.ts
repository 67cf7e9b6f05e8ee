/** What the search box offers while one types. The grammar itself is the server's. Pure. */

export const STATES = [
  'unread',
  'unanswered',
  'draft',
  'closing',
  'closed',
  'failed',
  'open',
  'snoozed',
  'resolved',
] as const;
const OPERATORS = ['is:', 'from:', 'assignee:', 'label:', 'channel:'] as const;

export interface Known {
  labels: readonly string[];
  people: readonly string[];
  channels: readonly string[];
}

export interface Suggestion {
  /** What is put in place of the word that is being typed. */
  put: string;
  /** Whether a value follows, so that one goes on typing. */
  open: boolean;
}

const MOST = 8;

/** The word being typed: from the last space outside quotes to the end. */
export function lastWord(text: string): string {
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ' ' && !quoted) from = at + 1;
  }
  return text.slice(from);
}

export const quoted = (value: string) => (/[\s:]/.test(value) ? `"${value}"` : value);

function values(operator: string, known: Known): readonly string[] {
  switch (operator) {
    case 'is':
      return STATES;
    case 'assignee':
      return ['me', 'none', ...known.people];
    case 'label':
      return known.labels;
    case 'channel':
      return known.channels;
    default:
      return [];
  }
}

export function suggest(text: string, known: Known): Suggestion[] {
  const word = lastWord(text);
  const colon = word.indexOf(':');
  if (colon < 0) {
    const typed = word.toLowerCase();
    return OPERATORS.filter((one) => one.startsWith(typed)).map((put) => ({ put, open: true }));
  }
  const operator = word.slice(0, colon).toLowerCase();
  const begun = word
    .slice(colon + 1)
    .replaceAll('"', '')
    .toLowerCase();
  return values(operator, known)
    .filter((value) => value.toLowerCase().startsWith(begun) && value.toLowerCase() !== begun)
    .slice(0, MOST)
    .map((value) => ({ put: `${operator}:${quoted(value)}`, open: false }));
}

/** The text with the suggestion in place of the last word. */
export function take(text: string, { put, open }: Suggestion): string {
  return text.slice(0, text.length - lastWord(text).length) + put + (open ? '' : ' ');
}
