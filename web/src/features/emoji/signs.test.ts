import { describe, expect, it } from 'vitest';
import { find, SIGNS } from './signs';

describe('the signs', () => {
  it('are each one sign, once, named in every language', () => {
    for (const { sign, names } of SIGNS) {
      expect(/^\p{RGI_Emoji}$/v.test(sign), sign).toBe(true);
      expect(
        Object.values(names).every((name) => name !== ''),
        sign,
      ).toBe(true);
    }
    expect(new Set(SIGNS.map((one) => one.sign)).size).toBe(SIGNS.length);
  });

  it.each([
    ['thanks', '🙏'],
    ['terima kasih', '🙏'],
    ['شكرًا', '🙏'],
    ['PAKET', '📦'],
    ['deliv', '🚚'],
  ])('are found by %j', (text, sign) => {
    expect(find(text).map((one) => one.sign)).toContain(sign);
  });

  it('are all there when nothing is typed, and none for what is no word', () => {
    expect(find(' ')).toHaveLength(SIGNS.length);
    expect(find('qqq')).toEqual([]);
  });
});
