import type { L10n } from '~/l10n/words';

/** What says a value: the words that there are, and a language's numbers and times. */
export type Say = Pick<L10n, 'known' | 'number' | 'moment'>;

/** What another place of the card shows, or what Meta did not tell: how our own asking went. */
const ELSEWHERE: readonly string[] = ['quality', 'messaging_limit', 'throughput', 'verified_name', 'check'];

/** Meta's ids and kinds of its own, which tell nobody anything. */
const SILENT: readonly string[] = ['id', 'kind'];

/** The facts that stand nowhere else, the one that was told last first. */
export function others<F extends { what: string; told_at: string }>(facts: readonly F[]): F[] {
  return facts
    .filter((one) => !ELSEWHERE.includes(one.what))
    .sort((a, b) => Date.parse(b.told_at) - Date.parse(a.told_at));
}

/** What really changed: that something was seen for the first time when Meta was asked is no news. */
export function moved<C extends { from: unknown; source: 'webhook' | 'check' }>(changes: readonly C[]): C[] {
  return changes.filter((one) => one.from !== null || one.source === 'webhook');
}

/** Of what: in words, or as Meta calls it where nobody wrote any; with the part it is about. */
export function named({ what, subject }: { what: string; subject: string }, { known }: Say): string {
  const name = known(`told-what-${what}`) ?? what;
  return subject ? `${name}: ${subject}` : name;
}

/** A value in plain words. Meta's words that nobody knows here stay as they are. */
export function plain(what: string, value: unknown, say: Say): string {
  if (Array.isArray(value)) {
    const all = value.map((one) => plain(what, one, say)).filter(Boolean);
    const apart = value.some((one) => typeof one === 'object') ? '; ' : ', ';
    return all.length > 0 ? all.join(apart) : (say.known('told-is-NONE') ?? '');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([key, one]) => !SILENT.includes(key) && one !== null && !isEmpty(one))
      .map(([key, one]) => part(key, one, say))
      .filter(Boolean)
      .join(' · ');
  }
  return scalar(what, value, say);
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

/** One of several things that are told at once. */
function part(key: string, value: unknown, say: Say): string {
  const flag = typeof value === 'boolean' ? say.known(`told-flag-${key}-${value}`) : null;
  if (flag !== null) return flag;
  const said = plain(key, value, say);
  return say.known(`told-part-${key}`, { value: said }) ?? `${key}: ${said}`;
}

function scalar(what: string, value: unknown, say: Say): string {
  if (typeof value === 'boolean') {
    return say.known(`told-flag-${what}-${value}`) ?? say.known(`told-is-${value}`) ?? String(value);
  }
  // A code is a name, not an amount.
  if (typeof value === 'number') return what.endsWith('code') ? String(value) : say.number(value);
  if (typeof value !== 'string') return '';
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return say.moment(value);
  const why = what === 'reason' ? say.known(`name-reason-${value}`) : null;
  return (
    why ??
    say.known(`told-is-${value.toUpperCase()}`) ??
    say.known(`limit-${value}`) ??
    say.known(`throughput-${value}`) ??
    value
  );
}

/** What is known of a token's end: when, that there is none, or nothing. */
export function ending(facts: readonly { what: string; value: unknown }[], until: string | null) {
  if (until) return { at: until };
  const told = facts.find((one) => one.what === 'token')?.value as Record<string, unknown> | undefined;
  return told && 'expires_at' in told && told.expires_at === null ? ('never' as const) : null;
}
