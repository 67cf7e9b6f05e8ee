import type { ConversationRow } from '~/api/types';

/** What a customer wrote since the last look, where nothing live tells. */
export class NewlyWritten {
  /** `since`: what came before was told live. */
  constructor(private since: number) {}

  /** Those whose customer wrote after the look before. */
  look(unread: readonly ConversationRow[]): { id: string; conversation_id: string }[] {
    const since = this.since;
    const fresh = unread.flatMap(({ id, last }) =>
      last?.direction === 'in' && Date.parse(last.at) > since ? [{ conversation_id: id, at: last.at }] : [],
    );
    this.since = Math.max(since, ...fresh.map(({ at }) => Date.parse(at)));
    return fresh.map(({ conversation_id, at }) => ({ id: `${conversation_id} ${at}`, conversation_id }));
  }
}
