import { describe, expect, it } from 'vitest';
import { scrollFor, seen } from './use-window';

describe('the rows that are seen', () => {
  it('are a few more than fit, and never outside the list', () => {
    expect(seen(0, 680, 68, 10_000)).toEqual({ from: 0, to: 16 });
    expect(seen(6800, 680, 68, 10_000)).toEqual({ from: 94, to: 116 });
    expect(seen(68 * 9_995, 680, 68, 10_000)).toEqual({ from: 9_989, to: 10_000 });
  });

  it('are none of an empty list, and all of a short one', () => {
    expect(seen(0, 680, 68, 0)).toEqual({ from: 0, to: 0 });
    expect(seen(0, 680, 68, 3)).toEqual({ from: 0, to: 3 });
  });

  it('stay within a list that became shorter', () => {
    expect(seen(68_000, 680, 68, 5)).toEqual({ from: 5, to: 5 });
  });
});

describe('bringing a row into sight', () => {
  it('scrolls no further than needed, and not at all when it is whole', () => {
    expect(scrollFor(0, 0, 680, 68)).toBeNull();
    expect(scrollFor(9, 0, 680, 68)).toBeNull();
    expect(scrollFor(10, 0, 680, 68)).toBe(68);
    expect(scrollFor(3, 680, 680, 68)).toBe(204);
  });
});
