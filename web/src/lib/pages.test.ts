import { describe, expect, it } from 'vitest';
import { wantsMore } from './pages';

describe('the pages of a list', () => {
  const still = { hasNextPage: true, isFetching: false, isFetchNextPageError: false };

  it('come by themselves until there are none', () => {
    expect(wantsMore(still)).toBe(true);
    expect(wantsMore({ ...still, hasNextPage: false })).toBe(false);
  });

  it('do not break off what is being read, nor ask for ever after a failure', () => {
    expect(wantsMore({ ...still, isFetching: true })).toBe(false);
    expect(wantsMore({ ...still, isFetchNextPageError: true })).toBe(false);
  });
});
