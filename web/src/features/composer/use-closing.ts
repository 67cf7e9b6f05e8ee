import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '~/api/queries';
import type { ConversationDetail } from '~/api/types';
import { jumps, serverNow } from '~/lib/clock';
import { useStore } from '~/lib/store';

/** The gate closes a window this long before Meta does, so that nothing is on its way when it closes. */
const GUARD_MS = 120_000;
/** Browsers cannot wait longer than this in one go. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Asks the gate again at the moment it is about to say no: the composer changes while one types, not after. */
export function useClosing({ id, window: open }: ConversationDetail): void {
  const client = useQueryClient();
  const closesAt = open.state === 'open' ? Date.parse(open.closes_at) : null;
  const jumped = useStore(jumps);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a clock that was moved is waited for anew
  useEffect(() => {
    if (closesAt === null) return;
    const wait = closesAt - GUARD_MS - serverNow() + 500;
    if (wait < 0 || wait > LONGEST_WAIT_MS) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: keys.conversation(id) }), wait);
    return () => clearTimeout(timer);
  }, [client, id, closesAt, jumped]);
}
