import { expect, it } from 'vitest';
import { tabTitle } from './title';

it.each([
  [0, 'Inbox · Loket'],
  [3, '(3) Inbox · Loket'],
  [99, '(99) Inbox · Loket'],
  [100, '(99+) Inbox · Loket'],
])('counts %i in the tab', (count, title) => {
  expect(tabTitle(count, 'Inbox', 'Loket')).toBe(title);
});
