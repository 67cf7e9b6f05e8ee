import { expect, it } from 'vitest';
import { took } from './took';

const began = '2026-11-20T03:00:00Z';

it('counts from the workspace’s beginning', () => {
  expect(took(began, '2026-11-20T03:02:00Z')).toBe(120_000);
});

it('never counts backwards', () => {
  expect(took(began, '2026-11-20T02:59:59Z')).toBe(0);
});
