import { expect, it } from 'vitest';
import { can, type RightsTable } from './can';

const table: RightsTable = {
  acts: [
    { act: 'send', roles: ['owner', 'agent'] },
    { act: 'erase', roles: ['owner'] },
  ],
};

it('reads the table and nothing else', () => {
  expect(can(table, 'agent', 'send')).toBe(true);
  expect(can(table, 'agent', 'erase')).toBe(false);
  expect(can(table, 'owner', 'erase')).toBe(true);
});

it('allows nothing the table does not name', () => {
  expect(can(table, 'owner', 'export')).toBe(false);
  expect(can({ acts: [] }, 'owner', 'send')).toBe(false);
});
