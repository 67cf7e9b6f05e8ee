/** What the address of the queue holds: what is shown, and which draft is open. Pure. */
export const SHOWS = ['waiting', 'held', 'no_grounding'] as const;
type Show = (typeof SHOWS)[number];

export interface QueueSearch {
  show?: Show;
  /** A channel's id. */
  channel?: string;
  intent?: string;
  draft?: string;
}

const WORD = /^[\w-]{1,64}$/;

export function readQueue(search: Record<string, unknown>): QueueSearch {
  const show = SHOWS.find((one) => one === search.show);
  const word = (name: 'channel' | 'intent' | 'draft') => {
    const said = search[name];
    return typeof said === 'string' && WORD.test(said) ? { [name]: said } : {};
  };
  return { ...(show && { show }), ...word('channel'), ...word('intent'), ...word('draft') };
}
