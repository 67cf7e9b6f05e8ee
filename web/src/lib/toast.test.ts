import { beforeEach, expect, it } from 'vitest';
import { toast, toasts } from './toast';

beforeEach(() => toasts.set([]));

it('shows at most three, the newest last', () => {
  for (const text of ['a', 'b', 'c', 'd']) toast(text);
  expect(toasts.get().map((one) => one.text)).toEqual(['b', 'c', 'd']);
});

it('can be taken back', () => {
  const back = toast('Sent', { action: { label: 'Undo', run: () => {}, undo: true } });
  expect(toasts.get()[0]).toMatchObject({ text: 'Sent', ms: 10_000, action: { undo: true } });
  back();
  expect(toasts.get()).toEqual([]);
});

it('lets a failure stay until it is closed', () => {
  toast('Not saved', { tone: 'red' });
  expect(toasts.get()[0]?.ms).toBe(null);
});
