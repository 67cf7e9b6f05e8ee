/** What the evidence page shows, as its address says it. Pure. */
export interface EvidenceSearch {
  conversation?: string;
  actor?: string;
  kind?: string;
  /** Days, `2026-11-26`, by the calendar of whoever looks; both included. */
  since?: string;
  until?: string;
  /** Where the page begins or ends; the newest when neither. */
  before?: number;
  after?: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WORD = /^[a-z0-9_]{1,64}$/;
const UUID = /^[0-9a-f-]{36}$/;

/** Reads an address; what makes no sense is left out. */
export function readSearch(search: Record<string, unknown>): EvidenceSearch {
  const text = (key: string, pattern: RegExp) => {
    const value = search[key];
    return typeof value === 'string' && pattern.test(value) ? { [key]: value } : {};
  };
  const place = (key: string) => {
    const value = Number(search[key]);
    return Number.isSafeInteger(value) && value >= 0 && search[key] !== null && search[key] !== ''
      ? { [key]: value }
      : {};
  };
  return {
    ...text('conversation', UUID),
    ...text('actor', /^[\w:.@ -]{1,200}$/),
    ...text('kind', WORD),
    ...text('since', DAY),
    ...text('until', DAY),
    ...(search.before === undefined ? place('after') : place('before')),
  };
}

/** The beginning of a day here, `days` later. */
export function dayStart(day: string, days = 0): string | null {
  const at = new Date(`${day}T00:00:00`);
  if (Number.isNaN(at.getTime())) return null;
  at.setDate(at.getDate() + days);
  return at.toISOString();
}

export function isFiltered({ conversation, actor, kind, since, until }: EvidenceSearch): boolean {
  return [conversation, actor, kind, since, until].some((one) => one !== undefined);
}

/** The last number there can be: the page before it is the newest. */
export const END = Number.MAX_SAFE_INTEGER;

/** What the API is asked. */
export function toQuery(search: EvidenceSearch, limit: number) {
  const since = search.since && dayStart(search.since);
  const until = search.until && dayStart(search.until, 1);
  return {
    limit,
    ...(search.after === undefined ? { before_seq: search.before ?? END } : { after_seq: search.after }),
    ...(search.kind && { kind: search.kind }),
    ...(search.actor && { actor: search.actor }),
    ...(search.conversation && { conversation_id: search.conversation }),
    ...(since && { since }),
    ...(until && { until }),
  };
}
