import type { ConversationRow } from '~/api/types';

/** What a customer wrote since the last look, where nothing live tells. */
export class NewlyWritten {
  #known: ReadonlyMap<string, string> | null = null;

  /** Those whose customer wrote after the look before; none at the first. */
  look(unread: readonly ConversationRow[]): { id: string; conversation_id: string }[] {
    const before = this.#known;
    const written = unread.flatMap(({ id, last }) =>
      last?.direction === 'in' ? [{ conversation_id: id, at: last.at }] : [],
    );
    this.#known = new Map(written.map(({ conversation_id, at }) => [conversation_id, at]));
    if (!before) return [];
    return written
      .filter(({ conversation_id, at }) => before.get(conversation_id) !== at)
      .map(({ conversation_id, at }) => ({ id: `${conversation_id} ${at}`, conversation_id }));
  }
}
