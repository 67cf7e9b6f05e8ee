import type { Draft } from '~/api/types';
import { keepText, keptText } from '~/lib/drafts-kept';

/** The drafts of a conversation that somebody made something else of, in their order. */
function changed(conversation: string): string[] {
  const ids = keptText('edited', conversation).split(' ');
  return ids.filter((id) => id !== '' && keptText('edit', id).trim() !== '');
}

type Edited = Pick<Draft, 'id' | 'conversation_id' | 'text'>;

/** Keeps what somebody makes of a draft, to be found in its conversation when the draft is no longer there. */
export function keepEdit(draft: Edited, text: string): void {
  const others = changed(draft.conversation_id).filter((id) => id !== draft.id);
  const same = text === draft.text;
  keepText('edit', draft.id, same ? '' : text);
  keepText('edited', draft.conversation_id, (same ? others : [...others, draft.id]).join(' '));
}

/** The first draft that left words behind; the one that still stands has its own in the editor. */
export function leftBehind(conversation: string, standing: string | null): string | null {
  return changed(conversation).find((id) => id !== standing) ?? null;
}
