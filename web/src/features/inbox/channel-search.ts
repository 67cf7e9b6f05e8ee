import { quoted } from './suggest';

/** The words of a search, what is quoted kept together. */
function words(q: string): string[] {
  return q.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}

const PREFIX = 'channel:';
const isChannel = (word: string) => word.toLowerCase().startsWith(PREFIX);

/** The one channel a search is narrowed to; null when there is none, or several. */
export function channelOf(q: string): string | null {
  const named = words(q).filter(isChannel);
  const [only] = named;
  return only && named.length === 1 ? only.slice(PREFIX.length).replaceAll('"', '').toLowerCase() : null;
}

/** The search narrowed to one channel, or to none; what else it says stays. */
export function withChannel(q: string, name: string | null): string {
  const rest = words(q).filter((word) => !isChannel(word));
  return [...rest, ...(name === null ? [] : [`${PREFIX}${quoted(name)}`])].join(' ');
}
