/** What Instagram led the browser back with. */
export type Came =
  | { kind: 'code'; state: string; code: string }
  | { kind: 'cancelled' }
  | { kind: 'denied'; words: string }
  | { kind: 'nothing' };

/** The words of the address, as the router read them. */
export type Words = Readonly<
  Partial<Record<'state' | 'code' | 'error' | 'error_reason' | 'error_description', string>>
>;

export function cameWith({ state, code, error, ...more }: Words): Came {
  if (error) {
    const cancelled = error === 'access_denied' || more.error_reason === 'user_denied';
    return cancelled ? { kind: 'cancelled' } : { kind: 'denied', words: more.error_description || error };
  }
  return state && code ? { kind: 'code', state, code } : { kind: 'nothing' };
}
