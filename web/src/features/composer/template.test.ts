import { describe, expect, it } from 'vitest';
import type { Template } from '~/api/types-admin';
import { fill, missing, plain, search, slots, values } from './template';

const template = (over: Partial<Template> = {}): Template => ({
  id: 't',
  channel_id: 'c',
  name: 'order_shipped',
  language: 'id',
  category: 'UTILITY',
  status: 'APPROVED',
  named: false,
  header: { format: 'text', text: 'Pesanan {{1}}' },
  body: 'Halo {{1}}, resi {{2}}.',
  footer: null,
  buttons: [{ kind: 'URL', text: 'Lacak', url: 'https://x/{{1}}' }],
  variables: { header: ['1'], body: ['1', '2'], buttons: [{ index: 0, text: 'Lacak' }] },
  rejection: null,
  paused_until: null,
  synced_at: '2026-03-01T00:00:00.000Z',
  ...over,
});

const all = { 'header 1': 'A-7', 'body 1': ' Sari ', 'body 2': 'JNE1', 'button 0': 'abc' };

describe('a template', () => {
  it('asks for the values of every part', () => {
    expect(slots(template()).map((slot) => slot.id)).toEqual(['header 1', 'body 1', 'body 2', 'button 0']);
    const photo = template({
      header: { format: 'media', kind: 'image' },
      variables: { header: [], body: [], buttons: [] },
    });
    expect(slots(photo).map((slot) => slot.id)).toEqual(['media']);
  });

  it('names the first empty one; spaces are no value', () => {
    expect(missing(template(), { ...all, 'body 2': '  ' })?.id).toBe('body 2');
    expect(missing(template(), all)).toBeNull();
  });

  it('gives values as the API takes them', () => {
    expect(values(template(), all)).toEqual({
      header: [['1', 'A-7']],
      header_media: null,
      header_media_id: null,
      body: [
        ['1', 'Sari'],
        ['2', 'JNE1'],
      ],
      buttons: [[0, 'abc']],
    });
  });

  it('shows what will be sent, and does not expand a value twice', () => {
    expect(plain(fill('Halo {{1}}, resi {{ 2 }}.', 'body', all))).toBe('Halo Sari, resi JNE1.');
    expect(plain(fill('{{1}} {{2}}', 'body', { 'body 1': '{{2}}', 'body 2': 'x' }))).toBe('{{2}} x');
    expect(fill('a {{1}}', 'body', {}).at(-1)).toEqual({ text: '{{1}}', open: true });
  });
});

it('lists what can be sent first', () => {
  const some = [
    template({ name: 'b', status: 'PAUSED' }),
    template({ name: 'c' }),
    template({ name: 'a', status: 'PENDING' }),
  ];
  expect(search(some, '').map((one) => one.name)).toEqual(['c', 'a', 'b']);
  expect(search(some, 'RESI')).toHaveLength(3);
  expect(search(some, 'zzz')).toEqual([]);
});
