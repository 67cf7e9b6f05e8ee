import { expect, it } from 'vitest';
import { keepText, keptText } from '~/lib/drafts-kept';
import { giveBack } from './give-back';

const privately = { type: 'private_reply', message_id: 'm', text: 'Hanya untuk Kakak' } as const;

it('gives what was for one alone back as that', () => {
  giveBack('a', privately);
  expect([keptText('reply', 'a'), keptText('private', 'a')]).toEqual(['Hanya untuk Kakak', 'yes']);
});

it('leaves alone what stands there by now, and for whom it is', () => {
  keepText('reply', 'b', 'Untuk semua');
  giveBack('b', privately);
  expect([keptText('reply', 'b'), keptText('private', 'b')]).toEqual(['Untuk semua', '']);
});

it('gives what was for everybody back as that', () => {
  keepText('private', 'c', 'yes');
  giveBack('c', { type: 'text', text: 'Untuk semua' });
  expect([keptText('reply', 'c'), keptText('private', 'c')]).toEqual(['Untuk semua', '']);
});
