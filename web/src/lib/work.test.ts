import { beforeEach, expect, it } from 'vitest';
import { clearWork, report, share, type Work, work } from './work';

const running: Work = { id: 'a', title: 'Verify', state: 'running', done: 40, total: 100, href: '/evidence' };
beforeEach(() => work.set([]));

it('never walks back while it runs', () => {
  report(running);
  report({ ...running, done: 30 });
  expect(work.get()).toEqual([running]);
  report({ ...running, done: 70 });
  expect(work.get()[0]?.done).toBe(70);
});

it('forgets only what has ended', () => {
  report(running);
  report({ ...running, id: 'b', state: 'failed' });
  report({ ...running, id: 'c', state: 'finished' });
  clearWork('b');
  expect(work.get().map((one) => one.id)).toEqual(['a', 'c']);
  clearWork();
  expect(work.get().map((one) => one.id)).toEqual(['a']);
});

it('knows its share only with a whole', () => {
  expect(share(running)).toBe(0.4);
  expect(share({ done: 5, total: null })).toBe(null);
  expect(share({ done: 5 })).toBe(null);
  expect(share({ done: 0, total: 0 })).toBe(1);
  expect(share({ done: 5, total: 4 })).toBe(1);
});
