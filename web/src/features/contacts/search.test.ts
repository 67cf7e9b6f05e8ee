import { describe, expect, it } from 'vitest';
import { isFiltered, readBook } from './search';

const LABEL = '0190b1f2-0000-7000-8000-000000000001';

describe('the address of the contact book', () => {
  it.each([
    [{}, {}],
    [{ q: ' sari ' }, { q: 'sari' }],
    // The router reads digits as a number.
    [{ q: 7731 }, { q: '7731' }],
    [{ q: ' ' }, {}],
    [{ consent: 'opted_in' }, { consent: 'opted_in' }],
    [{ consent: 'perhaps' }, {}],
    [{ label: LABEL }, { label: LABEL }],
    [{ label: 'grosir' }, {}],
  ])('%j is %j', (said, read) => expect(readBook(said)).toEqual(read));

  it('knows whether something is left out', () => {
    expect(isFiltered({})).toBe(false);
    expect(isFiltered({ consent: 'none' })).toBe(true);
  });
});
