import { expect, it } from 'vitest';
import type { Template } from '~/api/types-admin';
import { values } from './template';
import { closedTemplate, isTemplateOpen, readTemplate, templateAgain, writeTemplate } from './template-kept';

const template = {
  name: 'resi',
  language: 'id',
  header: { format: 'text', text: '{{1}}' },
  variables: { header: ['1'], body: ['1', 'nama'], buttons: [{ index: 0, text: 'Lacak' }] },
} as unknown as Template;
const filled = { 'header 1': 'A-7', 'body 1': 'Sari', 'body nama': 'JNE', 'button 0': 'abc' };

it('closes without losing what was filled in', () => {
  const text = writeTemplate({ name: 'resi', language: 'id', filled, open: true });
  expect(isTemplateOpen(text)).toBe(true);
  expect(isTemplateOpen(closedTemplate(text))).toBe(false);
  expect(readTemplate(closedTemplate(text))?.filled).toEqual(filled);
  expect(closedTemplate('')).toBe('');
});

it.each(['', 'null', '{}', '[]', 'text'])('reads nothing from %j', (text) => {
  expect(readTemplate(text)).toBeNull();
});

it('stands as before when it was taken back', () => {
  const again = templateAgain({ name: 'resi', language: 'id', values: values(template, filled) });
  expect(readTemplate(again)).toEqual({ name: 'resi', language: 'id', filled, open: true });
});

it('takes a link for the header back, an upload not', () => {
  const sent = { header: [], body: [], buttons: [], header_media: 'https://x/y.png', header_media_id: null };
  const link = templateAgain({ name: 'a', language: 'id', values: sent });
  expect(readTemplate(link)?.filled).toEqual({ media: 'https://x/y.png' });
  const upload = templateAgain({
    name: 'a',
    language: 'id',
    values: { ...sent, header_media: null, header_media_id: 'f' },
  });
  expect(readTemplate(upload)?.filled).toEqual({});
});
