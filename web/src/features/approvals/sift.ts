import type { ConversationRow, Draft, DraftState } from '~/api/types';
import type { QueueSearch } from './search';

/** As much of a row of the queue as sifting looks at. */
interface Sifted {
  draft: Pick<Draft, 'intent' | 'state'>;
  /** How it stood while it was open. */
  was: DraftState;
  conversation: Pick<ConversationRow, 'channel'>;
}

/** The rows one wants to see. Pure. */
export function sift<R extends Sifted>(rows: readonly R[], { show, channel, intent }: QueueSearch): R[] {
  return rows.filter(
    (row) =>
      (!show || row.was === show) &&
      (!channel || row.conversation.channel.id === channel) &&
      (!intent || row.draft.intent === intent),
  );
}

export interface Kind {
  id: string;
  name: string;
  count: number;
}

function counted(found: readonly { id: string; name: string }[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { id, name } of found) {
    const before = kinds.get(id);
    kinds.set(id, { id, name, count: (before?.count ?? 0) + 1 });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/** What customers want, the most frequent first. */
export function intents(rows: readonly Sifted[]): Kind[] {
  return counted(rows.map(({ draft }) => ({ id: draft.intent, name: draft.intent })));
}

/** The channels they write on. */
export function channels(rows: readonly Sifted[]): Kind[] {
  return counted(rows.map(({ conversation: { channel } }) => ({ id: channel.id, name: channel.name })));
}
