import type { ConversationRow, Draft } from '~/api/types';
import { lookOf } from '~/features/drafts/look';
import { windowLook } from '~/lib/window';

interface Row {
  draft: Draft;
  conversation: Pick<ConversationRow, 'window'>;
}

/**
 * The drafts that may be approved together: of those shown, the ones with the intent of the chosen one that passed
 * the check and can go now. What a rule is about to send goes by itself.
 */
export function batch<R extends Row>(shown: readonly R[], chosen: R | undefined, now: number): R[] {
  if (!chosen) return [];
  return shown.filter(({ draft, conversation }) => {
    const { window } = conversation;
    const closed = window.state === 'open' && windowLook(window, now).tone === 'closed';
    return (
      draft.intent === chosen.draft.intent &&
      draft.check.verdict === 'pass' &&
      draft.auto_send_at == null &&
      lookOf(draft, null, closed, now).look === 'waiting'
    );
  });
}
