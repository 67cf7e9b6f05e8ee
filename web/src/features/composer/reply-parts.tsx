import { withWords } from '~/l10n/load';
import { later, laterOpened } from '~/ui/later';
import { inPlaceOf } from './picker-keys';

// What an answer does not begin with; each comes when it is wanted.

export const Where = later(withWords(['public'], async () => (await import('./where')).Where));
export const QuoteChip = later(async () => (await import('./quote-chip')).QuoteChip);
export const AttachmentTray = later(async () => (await import('./attachment-tray')).AttachmentTray);
export const CannedPicker = later(
  async () => (await import('./canned-picker')).CannedPicker,
  null,
  // Enter was meant for the list, so it asks for it once more: a word for it is no message.
  ({ keys }, again) =>
    inPlaceOf(keys, (key) => {
      if (key === 'Enter') again();
      return key === 'Enter';
    }),
);
export const BothAnswer = laterOpened(
  withWords(['rarely'], async () => (await import('./both-answer')).BothAnswer),
);
