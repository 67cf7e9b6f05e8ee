import type { Message } from '~/api/types';
import type { NewReply } from '~/api/types-admin';
import type { ChannelKind } from '~/api/uploads';
import type { Attachment } from './attachments';
import { hasCaption } from './files';

/** One message of what leaves the composer at once. */
export interface Part {
  reply: NewReply;
  /** What is shown of it meanwhile. */
  words: string;
}

/**
 * What is written and attached, as messages in their order. The words stand under the first file that shows
 * words; where none does, or they are too long for one, they go first by themselves.
 */
export function parcel(
  text: string,
  files: readonly Attachment[],
  quote: Message | null,
  kind: ChannelKind | undefined,
): Part[] {
  const ready = files.filter((one) => one.upload !== null);
  const quoting = quote ? { quote: quote.id } : {};
  const host =
    text !== '' && [...text].length <= (kind?.caption_max ?? 0)
      ? ready.find((one) => hasCaption(one.kind, kind?.media ?? []))
      : undefined;
  const alone: Part[] =
    text !== '' && !host ? [{ reply: { type: 'text', text, ...quoting }, words: text }] : [];
  const sent = ready.map((one, index): Part => {
    const caption = one === host ? text : null;
    const first = index === 0 && alone.length === 0;
    return {
      reply: {
        type: 'media',
        media_id: one.upload?.id ?? '',
        as_document: one.asDocument,
        ...(caption && { caption }),
        ...(first && quoting),
      },
      words: caption ?? one.file.name,
    };
  });
  return [...alone, ...sent];
}
