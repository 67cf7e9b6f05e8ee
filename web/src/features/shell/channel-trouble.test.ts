import { describe, expect, it } from 'vitest';
import { channelTrouble } from './channel-trouble';
import { qualityTrouble } from './quality-trouble';

const channel = (connection: 'connected' | 'needs_reauth' | 'frozen' | 'disconnected', name = 'Toko') => ({
  connection,
  name,
  display: '+62',
});

describe('the strip about channels', () => {
  it('is not there while all is well, or before anything is connected', () => {
    expect(channelTrouble([])).toBe(null);
    expect(channelTrouble([channel('connected')])).toBe(null);
    expect(channelTrouble([channel('connected'), channel('disconnected')])).toBe(null);
  });

  it('tells a lost connection before a locked one, and the last one that is gone', () => {
    expect(channelTrouble([channel('frozen'), channel('needs_reauth', 'B'), channel('connected')])).toEqual({
      state: 'needs_reauth',
      name: 'B',
    });
    expect(channelTrouble([channel('disconnected')])).toEqual({ state: 'disconnected', name: 'Toko' });
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

  it('does not tell of a number that is gone', () => {
    expect(qualityTrouble([number('RED', 'disconnected')])).toBe(null);
  });
});
