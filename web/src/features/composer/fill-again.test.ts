import { expect, it, vi } from 'vitest';
import type { Message } from '~/api/types';
import { keepText, keptText } from '~/lib/drafts-kept';
import { fillAgain } from './fill-again';
import { readTemplate, writeTemplate } from './template-kept';

const failed = (conversation: string) =>
  ({ conversation_id: conversation, content: { type: 'template', name: 'resi', language: 'id' } }) as Message;

it('opens the form of the template that failed', () => {
  const open = vi.fn();
  fillAgain(failed('a'), open);
  expect(readTemplate(keptText('template', 'a'))).toEqual({
    name: 'resi',
    language: 'id',
    filled: {},
    open: true,
  });
  expect(open).toHaveBeenCalledOnce();
});

it('keeps what was filled in for it already, and takes the place of another', () => {
  const filled = { 'body 1': 'Sari' };
  keepText('template', 'b', writeTemplate({ name: 'resi', language: 'id', filled, open: false }));
  fillAgain(failed('b'), () => undefined);
  expect(readTemplate(keptText('template', 'b'))?.filled).toEqual(filled);
  keepText('template', 'b', writeTemplate({ name: 'lain', language: 'id', filled, open: true }));
  fillAgain(failed('b'), () => undefined);
  expect(readTemplate(keptText('template', 'b'))).toMatchObject({ name: 'resi', filled: {} });
});
