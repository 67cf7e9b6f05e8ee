import { describe, expect, it } from 'vitest';
import { channelTrouble } from './channel-trouble';

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
