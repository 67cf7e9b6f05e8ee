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

interface Named {
  id: string;
  kind: string;
  name: string;
}

export interface Chip extends Named {
  /** What the search says of it. */
  word: string;
  /** Whether its kind is said, because its name alone is that of another one too. */
  told: boolean;
}

/**
 * No two chips say the same. Channels of one name go by their kind, as far as each is the only one of it; else one chip
 * stands for all that have the name, as the search does.
 */
export function chips(channels: readonly Named[]): Chip[] {
  const alone = (one: Named) => channels.filter(({ kind }) => kind === one.kind).length === 1;
  return channels.flatMap((channel) => {
    const { id, kind, name } = channel;
    const namesakes = channels.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    const told = namesakes.length > 1 && namesakes.every(alone);
    return told || namesakes[0] === channel ? [{ id, kind, name, word: told ? kind : name, told }] : [];
  });
}
