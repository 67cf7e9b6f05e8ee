import type { Channel } from '~/api/types-admin';

/** What is wrong with the channels, worst first; null when there is nothing to do. */
type Trouble =
  | { state: 'needs_reauth' | 'frozen' | 'disconnected'; name: string }
  | { state: 'ends'; name: string; when: string }
  | null;

/** A token that was not renewed in time is told from here on: its end is the channel's. */
const SOON_MS = 5 * 24 * 3_600_000;

type Seen = Pick<Channel, 'connection' | 'display' | 'name'> & {
  facts?: Partial<Pick<Channel['facts'], 'token_until'>>;
};

/**
 * One that was lost is always told; one that somebody disconnected only when no other is left, because then nothing
 * can be sent or received at all.
 */
export function channelTrouble(channels: readonly Seen[], now: number): Trouble {
  for (const state of ['needs_reauth', 'frozen'] as const) {
    const lost = channels.find((channel) => channel.connection === state);
    if (lost) return { state, name: lost.name };
  }
  for (const { connection, name, facts } of channels) {
    const when = facts?.token_until;
    if (connection === 'connected' && when && Date.parse(when) - now < SOON_MS) {
      return { state: 'ends', name, when };
    }
  }
  const [first] = channels;
  const allGone = first !== undefined && channels.every((channel) => channel.connection === 'disconnected');
  return allGone ? { state: 'disconnected', name: first.name } : null;
}
