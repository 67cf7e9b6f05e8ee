import { useRef } from 'react';
import { api, ok } from '~/api/client';
import type { ConversationDetail } from '~/api/types';
import { tellPresence } from '~/features/shell/use-live';
import { useFloor } from '~/features/thread/use-floor';

/** How often colleagues are told that one types. */
const TYPING_EVERY_MS = 4_000;
/** How often the server is told, which may tell the customer's phone. */
const PHONE_EVERY_MS = 20_000;

/** Typing tells colleagues and the customer's phone, and takes the conversation from the rules. */
export function useTyping(conversation: ConversationDetail): () => void {
  const told = useRef(0);
  const toldPhone = useRef(0);
  const floor = useFloor(conversation.id);
  return () => {
    const now = Date.now();
    if (now - told.current < TYPING_EVERY_MS) return;
    told.current = now;
    tellPresence('typing', conversation.id);
    if (!conversation.human_has_floor && !floor.isPending) floor.mutate(true);
    if (now - toldPhone.current < PHONE_EVERY_MS) return;
    toldPhone.current = now;
    // A courtesy: when it fails, nothing is lost.
    void ok(api.POST('/conversations/{id}/typing', { params: { path: { id: conversation.id } } })).catch(
      () => undefined,
    );
  };
}
