import { describe, expect, it } from 'vitest';
import { callingCode, choose, missing } from './mapping';

it.each([
  ['62', '62'],
  ['+62', '62'],
  ['0', ''],
  ['0062', '62'],
  ['+0 62', '62'],
  ['9665', '966'],
  ['', ''],
])('%j is the calling code %j', (text, code) => expect(callingCode(text)).toBe(code));

describe('which column is what', () => {
  it('takes a field from the column that had it', () => {
    expect(choose({ hp: 'phone', wa: 'name' }, 'wa', 'phone')).toEqual({ wa: 'phone' });
    expect(choose({ hp: 'phone' }, 'hp', '')).toEqual({});
    expect(choose({ hp: 'phone' }, 'kota', 'attribute:Kota')).toEqual({
      hp: 'phone',
      kota: 'attribute:Kota',
    });
  });

  it('knows that nobody is entered without a number, and where and when they agreed', () => {
    expect(missing({})).toEqual(['phone', 'consent_source', 'consent_date']);
    expect(missing({ hp: 'phone', asal: 'consent_source', n: 'name' })).toEqual(['consent_date']);
    expect(missing({ hp: 'phone', asal: 'consent_source', tgl: 'consent_date' })).toEqual([]);
  });
});
