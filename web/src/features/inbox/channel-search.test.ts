import { describe, expect, it } from 'vitest';
import { channelOf, withChannel } from './channel-search';

describe('a search and its channel', () => {
  it.each([
    ['', 'Toko', 'channel:Toko'],
    ['sari is:unread', 'Toko Pusat', 'sari is:unread channel:"Toko Pusat"'],
    ['channel:"Toko Pusat" label:"very urgent"', 'Cabang', 'label:"very urgent" channel:Cabang'],
    ['sari CHANNEL:toko', null, 'sari'],
    ['"channel:toko"', null, '"channel:toko"'],
  ])('%s narrowed to %s is %s', (q, name, wanted) => expect(withChannel(q, name)).toBe(wanted));

  it('is known again', () => {
    expect(channelOf(withChannel('sari', 'Toko Pusat'))).toBe('toko pusat');
    expect(channelOf('sari')).toBeNull();
    expect(channelOf('channel:a channel:b')).toBeNull();
  });
});
