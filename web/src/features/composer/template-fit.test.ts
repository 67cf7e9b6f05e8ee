import { expect, test } from 'vitest';
import type { TemplateSuggestions } from '~/api/template-suggestions';
import { asSuggested, begun, fitting, suggestedFor } from './template-fit';

const suggested: TemplateSuggestions = {
  intents: ['stock'],
  items: [
    {
      template_id: 'stok',
      fits: true,
      values: [
        { part: 'body', key: '1', value: 'Rina', origin: { from: 'contact' } },
        { part: 'header', key: '1', value: 'AG-2107', origin: { from: 'message', id: 'm1' } },
      ],
    },
    { template_id: 'dikirim', fits: false, values: [] },
  ],
};

test('what fits comes first, what is not suggested stays behind in its order', () => {
  const list = ['ditolak', 'dikirim', 'ditunda', 'stok'].map((id) => ({ id }));
  expect(asSuggested(list, suggested).map((one) => one.id)).toEqual([
    'stok',
    'dikirim',
    'ditolak',
    'ditunda',
  ]);
  expect(asSuggested(list, undefined)).toEqual(list);
  expect([...fitting(suggested)]).toEqual(['stok']);
  expect(fitting(undefined).size).toBe(0);
});

test('a form begins with what has a source, and with nothing else', () => {
  expect(begun(suggestedFor('stok', suggested))).toEqual({ 'body 1': 'Rina', 'header 1': 'AG-2107' });
  expect(begun(suggestedFor('dikirim', suggested))).toEqual({});
  expect(begun(suggestedFor('stok', undefined))).toEqual({});
});
