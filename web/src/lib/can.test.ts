import { expect, it } from 'vitest';
import { can } from './can';

it('keeps a viewer from everything that leaves or changes', () => {
  for (const act of ['send', 'override', 'knowledge', 'channels', 'consent', 'erase', 'export'] as const) {
    expect(can('viewer', act)).toBe(false);
    expect(can('owner', act)).toBe(true);
  }
});

it('keeps erasing with the owner', () => {
  expect(can('communications_admin', 'erase')).toBe(false);
  expect(can('agent', 'send')).toBe(true);
});
