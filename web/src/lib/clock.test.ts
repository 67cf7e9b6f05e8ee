import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jumps, serverNow, setServerNow } from './clock';

describe('the server\u2019s clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-11-26T10:00:00Z') });
    setServerNow('2026-11-26T10:00:00Z');
  });
  afterEach(() => void vi.useRealTimers());

  it('is followed, and a small difference moves nobody', () => {
    const before = jumps.get();
    setServerNow('2026-11-26T10:00:03Z');
    expect(serverNow()).toBe(Date.parse('2026-11-26T10:00:03Z'));
    setServerNow('no time');
    setServerNow(null);
    expect(serverNow()).toBe(Date.parse('2026-11-26T10:00:03Z'));
    expect(jumps.get()).toBe(before);
  });

  it('is told when it was moved, ahead and back', () => {
    const told = vi.fn();
    const stop = jumps.subscribe(told);
    setServerNow('2026-11-27T09:57:35Z');
    expect(told).toHaveBeenCalledTimes(1);
    setServerNow('2026-11-26T10:00:00Z');
    expect(told).toHaveBeenCalledTimes(2);
    stop();
  });
});
