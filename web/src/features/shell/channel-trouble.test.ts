import { describe, expect, it } from 'vitest';
import { channelTrouble } from './channel-trouble';
import { qualityTrouble } from './quality-trouble';

const channel = (connection: 'connected' | 'needs_reauth' | 'frozen' | 'disconnected', name = 'Toko') => ({
  connection,
  name,
  display: '+62',
});

const NOW = Date.parse('2026-11-01T10:00:00Z');

describe('the strip about channels', () => {
  it('is not there while all is well, or before anything is connected', () => {
    expect(channelTrouble([], NOW)).toBe(null);
    expect(channelTrouble([channel('connected')], NOW)).toBe(null);
    expect(channelTrouble([channel('connected'), channel('disconnected')], NOW)).toBe(null);
  });

  it('tells a lost connection before a locked one, and the last one that is gone', () => {
    const all = [channel('frozen'), channel('needs_reauth', 'B'), channel('connected')];
    expect(channelTrouble(all, NOW)).toEqual({ state: 'needs_reauth', name: 'B' });
    expect(channelTrouble([channel('disconnected')], NOW)).toEqual({ state: 'disconnected', name: 'Toko' });
  });

  it('tells of a permission that ends within five days, and of no other', () => {
    const until = (days: number) => ({
      ...channel('connected'),
      facts: { token_until: new Date(NOW + days * 86_400_000).toISOString() },
    });
    expect(channelTrouble([until(6)], NOW)).toBe(null);
    expect(channelTrouble([until(6), until(4)], NOW)).toMatchObject({ state: 'ends', name: 'Toko' });
    expect(channelTrouble([{ ...until(4), connection: 'disconnected' }, channel('connected')], NOW)).toBe(
      null,
    );
  });
});

describe('the strip about quality', () => {
  const number = (quality: string | null, connection: 'connected' | 'disconnected' = 'connected') => ({
    id: quality ?? 'none',
    name: 'Toko',
    connection,
    facts: {
      quality,
      quality_since: null,
      verified_name: null,
      name_status: null,
      number_status: null,
      messaging_limit: null,
      throughput: null,
      token_until: null,
    },
  });

  it('tells low before medium, and nothing else', () => {
    expect(qualityTrouble([number('GREEN'), number('UNKNOWN'), number(null)])).toBe(null);
    expect(qualityTrouble([number('YELLOW'), number('RED')])?.quality).toBe('RED');
    expect(qualityTrouble([number('GREEN'), number('YELLOW')])).toEqual({
      quality: 'YELLOW',
      id: 'YELLOW',
      name: 'Toko',
    });
  });

  it('does not tell of a channel that is gone', () => {
    expect(qualityTrouble([number('RED', 'disconnected')])).toBe(null);
  });
});
