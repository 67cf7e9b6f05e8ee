import { expect, it } from 'vitest';
import type { CannedReply } from '~/api/canned';
import { asked, filled, matching } from './canned';

const names = { contact: '{{agent.name}}', agent: 'Rina' };

it('fills names once', () => {
  expect(filled('Halo {{contact.name}}, saya {{ agent.name }}. {{contact.phone}}', names)).toBe(
    'Halo {{agent.name}}, saya Rina. {{contact.phone}}',
  );
});

it.each([
  ['/', ''],
  ['/ong', 'ong'],
  ['/Ong', 'ong'],
  ['a/b', null],
  ['/ong kir', null],
  ['', null],
])('%j asks for %j', (text, wanted) => expect(asked(text)).toBe(wanted));

it('puts shortcuts before words', () => {
  const reply = (shortcut: string, body: string) => ({ shortcut, body }) as CannedReply;
  const all = [reply('alamat', 'Jalan Ongkir 1'), reply('ongkir', 'Rp 10.000'), reply('salam', 'Halo')];
  expect(matching(all, 'ong').map((one) => one.shortcut)).toEqual(['ongkir', 'alamat']);
  expect(matching(all, '')).toHaveLength(3);
});
