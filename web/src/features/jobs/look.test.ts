import { describe, expect, it } from 'vitest';
import type { Job } from '~/api/jobs';
import { endedSince, isShown, remaining, titled } from './look';

const job = (over: Partial<Job>): Job => ({
  id: 'a',
  kind: 'import_catalogue',
  label: 'produk.csv',
  state: 'running',
  done: 0,
  total: null,
  failed: 0,
  started: '2026-11-26T04:00:00.000Z',
  eta: null,
  ended: null,
  can_pause: true,
  can_resume: false,
  can_cancel: true,
  result: null,
  problem: null,
  ...over,
});
const at = (seconds: number) => Date.parse('2026-11-26T04:00:00.000Z') + seconds * 1000;

describe('long work', () => {
  it('shows nothing in its first second', () => {
    expect(isShown(job({}), at(0.5))).toBe(false);
    expect(isShown(job({}), at(1.5))).toBe(true);
    expect(isShown(job({ state: 'failed' }), at(0.1))).toBe(true);
  });

  it('knows what remains, or says that nobody knows', () => {
    expect(remaining(job({ done: 786, total: 1000 }))).toBe(214);
    expect(remaining(job({ done: 5 }))).toBeNull();
  });

  it('names the oldest running job in the tab', () => {
    const newer = job({ id: 'b', started: '2026-11-26T04:00:05.000Z' });
    expect(titled([newer, job({})], at(10))?.id).toBe('a');
    expect(titled([job({ state: 'paused' })], at(10))).toBeNull();
  });

  it('tells of what ended since the last look, once, and not of what was over before', () => {
    const over = job({ state: 'finished' });
    expect(endedSince(null, [over])).toEqual([]);
    expect(endedSince([job({})], [over])).toEqual([over]);
    expect(endedSince([over], [over])).toEqual([]);
    const quick = job({ id: 'q', state: 'finished', started: '2026-11-26T04:00:09.000Z' });
    expect(endedSince([over], [quick, over])).toEqual([quick]);
  });
});
