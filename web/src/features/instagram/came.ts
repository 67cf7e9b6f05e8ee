/** What Instagram led the browser back with. */
export type Came =
  | { kind: 'code'; state: string; code: string }
  | { kind: 'cancelled' }
  | { kind: 'denied'; words: string }
  | { kind: 'nothing' };

/** The words of the address, as they are read by the router: numbers among them are words, too. */
export type Words = Readonly<Record<string, unknown>>;

function word(words: Words, name: string): string | null {
  const value = words[name];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : null;
}

/** Instagram hangs two characters on its codes, which are none of them. */
export function cameWith(words: Words): Came {
  const error = word(words, 'error');
  if (error) {
    const cancelled = error === 'access_denied' || word(words, 'error_reason') === 'user_denied';
    return cancelled
      ? { kind: 'cancelled' }
      : { kind: 'denied', words: word(words, 'error_description') ?? error };
  }
  const [state, code] = [word(words, 'state'), word(words, 'code')];
  return state && code ? { kind: 'code', state, code: code.replace(/#_$/, '') } : { kind: 'nothing' };
}
