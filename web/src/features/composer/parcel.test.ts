import { expect, it } from 'vitest';
import type { Message } from '~/api/types';
import type { ChannelKind } from '~/api/uploads';
import type { Attachment } from './attachments';
import { parcel } from './parcel';

const kind = {
  caption_max: 10,
  media: [
    { kind: 'image', caption: true },
    { kind: 'audio', caption: false },
  ],
} as ChannelKind;
const file = (id: string, what: 'image' | 'audio') =>
  ({ kind: what, asDocument: false, file: { name: `${id}.x` }, upload: { id } }) as unknown as Attachment;
const look = (text: string, files: Attachment[], quote: Message | null = null) =>
  parcel(text, files, quote, kind).map(({ reply }) =>
    reply.type === 'media'
      ? `${reply.media_id}:${reply.caption ?? ''}${reply.quote ? ' q' : ''}`
      : reply.type === 'text'
        ? `text ${reply.text}${reply.quote ? ' q' : ''}`
        : reply.type,
  );

it('puts words under the first file that shows them', () => {
  expect(look('Halo', [file('a', 'audio'), file('b', 'image'), file('c', 'image')])).toEqual([
    'a:',
    'b:Halo',
    'c:',
  ]);
});

it('sends words by themselves where no file shows them, or they are too long', () => {
  expect(look('Halo', [file('a', 'audio')])).toEqual(['text Halo', 'a:']);
  expect(look('Halo semuanya', [file('a', 'image')])).toEqual(['text Halo semuanya', 'a:']);
});

it('quotes once, with what leaves first', () => {
  const quote = { id: 'm' } as Message;
  expect(look('', [file('a', 'image'), file('b', 'image')], quote)).toEqual(['a: q', 'b:']);
  expect(look('Halo', [file('a', 'audio')], quote)).toEqual(['text Halo q', 'a:']);
  expect(look('Halo', [], quote)).toEqual(['text Halo q']);
  expect(look('', [])).toEqual([]);
});
