import { expect, it } from 'vitest';
import { above } from './above';

it.each([
  ['/contacts/0190', '/contacts'],
  ['/contacts/import', null],
  ['/evidence/0190', '/evidence'],
  ['/settings/channels/new', null],
  ['/settings/channels/new/', null],
  ['/settings/channels/0190', '/settings/channels'],
  ['/settings/team', null],
  ['/admin/whatsapp-settings', null],
  ['/settings', null],
  ['/approvals', null],
  ['/', null],
  ['/inbox/0190', null],
])('above %s is %s', (path, wanted) => expect(above(path)).toBe(wanted));
