import { useSeconds } from '~/lib/now';
import { store, useStore } from '~/lib/store';
import type { Presence } from './types-admin';

interface Here {
  conversation: string;
  person: { id: string; name: string };
  doing: Presence['doing'];
  /** By the browser's clock. */
  until: number;
}

const here = store<readonly Here[]>([]);

/** Keeps who is where until it expires. */
export function hearPresence(presence: Presence): void {
  const entry: Here = {
    conversation: presence.conversation_id,
    person: presence.person,
    doing: presence.doing,
    until: Date.now() + presence.expires_in_s * 1000,
  };
  here.set((all) => [
    ...all.filter((one) => one.until > Date.now() && one.person.id !== presence.person.id),
    entry,
  ]);
}

/** The colleagues in a conversation, without oneself; looked at again every second, since presence expires. */
export function usePresence(conversation: string, me: string): readonly Here[] {
  const all = useStore(here);
  useSeconds();
  return all.filter(
    (one) => one.conversation === conversation && one.person.id !== me && one.until > Date.now(),
  );
}
