import type { Alert } from '~/api/alerts';
import type { Channel } from '~/api/types-admin';

/** Of what is the matter, the first kind of these that stands somewhere. */
export function worst<A extends Pick<Alert, 'kind' | 'cleared_at'>>(
  alerts: readonly A[],
  kinds: readonly Alert['kind'][],
): A | null {
  const standing = alerts.filter((one) => !one.cleared_at);
  for (const kind of kinds) {
    const found = standing.find((one) => one.kind === kind);
    if (found) return found;
  }
  return null;
}

/** Whether every channel was disconnected: then nothing can be sent or received at all. */
export const noneLeft = (channels: readonly Pick<Channel, 'connection'>[]) =>
  channels.length > 0 && channels.every((channel) => channel.connection === 'disconnected');
