import type { Entry } from '~/api/types-admin';
import type { L10n } from '~/l10n/words';

/** What happened, in the reader's words; what nobody wrote words for is read as the server says it. */
export function happenedWords(
  { known }: Pick<L10n, 'known'>,
  { said, about, summary }: Pick<Entry, 'said' | 'about' | 'summary'>,
): string {
  // What it names may have words of its own.
  const word =
    said === 'status_is'
      ? known(`tick-${about}`)?.toLowerCase()
      : said === 'settings_reply_mode'
        ? known(`mode-${about}`)
        : null;
  return known(`happened-${said}`, { about: word ?? about ?? '' }) ?? summary;
}
