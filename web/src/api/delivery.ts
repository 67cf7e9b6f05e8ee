import type { DeliveryState, Message } from './types';

/** How far a send is. Answers may overtake each other on the way here; what is shown never walks back. */
const RANK: Record<DeliveryState, number> = {
  queued: 0,
  sending: 1,
  unknown: 2,
  canceled: 5,
  accepted: 3,
  failed: 4,
  sent: 5,
  delivered: 6,
  read: 7,
  played: 8,
};

/** A resend starts a failed or unresolved message over, so those two may go back to the queue. */
function mayFollow(before: DeliveryState, after: DeliveryState): boolean {
  if (before === 'failed' || before === 'unknown') return true;
  return RANK[after] >= RANK[before];
}

/** The newer view of a message, unless its delivery is older than what is known. */
export function fresher(before: Message, after: Message): Message {
  if (!before.delivery || !after.delivery) return after;
  if (mayFollow(before.delivery.state, after.delivery.state)) return after;
  return { ...after, delivery: before.delivery };
}
