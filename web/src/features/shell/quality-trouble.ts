import type { Channel } from '~/api/types-admin';

/** The number with the worst quality that is told: low before medium; null when all is well. */
export function qualityTrouble(
  channels: readonly Pick<Channel, 'connection' | 'facts' | 'id' | 'name'>[],
): { quality: 'RED' | 'YELLOW'; id: string; name: string } | null {
  for (const quality of ['RED', 'YELLOW'] as const) {
    const found = channels.find(
      (channel) => channel.connection !== 'disconnected' && channel.facts.quality === quality,
    );
    if (found) return { quality, id: found.id, name: found.name };
  }
  return null;
}
