import { describe, expect, it } from 'vitest';
import { channelOf, chips, withChannel } from './channel-search';

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

describe('the chips', () => {
  const channel = (id: string, kind: string, name: string) => ({ id, kind, name });
  const seen = (...channels: ReturnType<typeof channel>[]) =>
    chips(channels).map(({ id, word, told }) => `${id} ${word}${told ? ' told' : ''}`);

  it('go by their names', () =>
    expect(seen(channel('a', 'whatsapp', 'Toko'), channel('b', 'whatsapp', 'Cabang'))).toEqual([
      'a Toko',
      'b Cabang',
    ]));

  it('go by their kinds where the name is the same', () =>
    expect(seen(channel('a', 'whatsapp', 'Toko'), channel('b', 'instagram', 'toko'))).toEqual([
      'a whatsapp told',
      'b instagram told',
    ]));

  it('are one where nothing tells them apart', () =>
    expect(
      seen(
        channel('a', 'whatsapp', 'Toko'),
        channel('b', 'whatsapp', 'Toko'),
        channel('c', 'instagram', 'Toko'),
      ),
    ).toEqual(['a Toko']));
});
