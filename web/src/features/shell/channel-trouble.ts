import type { Channel } from '~/api/types-admin';

/** What is wrong with the channels, worst first; null when there is nothing to do. */
type Trouble = { state: 'needs_reauth' | 'frozen' | 'disconnected'; name: string } | null;

/**
 * One that was lost is always told; one that somebody disconnected only when no other is left, because then nothing
 * can be sent or received at all.
 */
export function channelTrouble(
  channels: readonly Pick<Channel, 'connection' | 'display' | 'name'>[],
): Trouble {
  for (const state of ['needs_reauth', 'frozen'] as const) {
    const lost = channels.find((channel) => channel.connection === state);
    if (lost) return { state, name: lost.name };
  }
  const [first] = channels;
  const allGone = first !== undefined && channels.every((channel) => channel.connection === 'disconnected');
  return allGone ? { state: 'disconnected', name: first.name } : null;
}
