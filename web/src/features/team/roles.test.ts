import { expect, it } from 'vitest';
import { givable, isRole } from './roles';

it('lets only owners make owners', () => {
  expect(givable(true)).toContain('owner');
  expect(givable(false)).not.toContain('owner');
  expect(givable(false)).toContain('communications_admin');
});

it('knows roles from other words', () => {
  expect(isRole('agent')).toBe(true);
  expect(isRole('platform_admin')).toBe(false);
});
