import { memo } from 'react';
import type { Message } from '~/api/types';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { later } from '~/ui/later';
import { Bubble } from './bubble';
import { MessageContent } from './content';
import { isNotice } from './group';
import type { Entry } from './with-notes';

const NoteRow = later(
  withWords(['rarely'], async () => (await import('./note-row')).NoteRow),
  <span className="block h-16" />,
);

interface Props {
  entry: Entry;
  name: string;
  onQuote: (message: Message) => void;
  onTemplate: () => void;
}

export const idOf = (entry: Entry) => (entry.type === 'note' ? entry.note.id : entry.line.message.id);

/** Whether a row would look the same: entries are made anew whenever a page comes in, their messages are not. */
function isSame(before: Entry, after: Entry): boolean {
  if (before.newDay !== after.newDay) return false;
  if (before.type === 'note' || after.type === 'note')
    return before.type === 'note' && after.type === 'note' && before.note === after.note;
  const [one, other] = [before.line, after.line];
  return (
    one.message === other.message &&
    one.first === other.first &&
    one.last === other.last &&
    one.unreadFrom === other.unreadFrom
  );
}

/** One row of the thread. Hundreds stand there: only those that changed are drawn again. */
export const Row = memo(
  ThreadRow,
  ({ entry: before, ...rest }, { entry: after, ...now }) =>
    isSame(before, after) &&
    rest.name === now.name &&
    rest.onQuote === now.onQuote &&
    rest.onTemplate === now.onTemplate,
);

function ThreadRow({ entry, ...rest }: Props) {
  const { t } = useL10n();
  const first = entry.type === 'note' || entry.line.first;
  return (
    <li
      id={`m-${idOf(entry)}`}
      data-line
      tabIndex={-1}
      className={`rounded-2xl outline-offset-4 ${first ? 'pt-3' : 'pt-1'}`}
    >
      {entry.newDay && <Day at={entry.at} />}
      {entry.type === 'message' && entry.line.unreadFrom && (
        <p className="mb-3 flex items-center gap-3 text-xs font-semibold text-accent before:h-px before:flex-1 before:bg-accent/40 after:h-px after:flex-1 after:bg-accent/40">
          {t('view-unread')}
        </p>
      )}
      {entry.type === 'note' ? (
        <NoteRow note={entry.note} />
      ) : isNotice(entry.line.message) ? (
        <div
          dir="auto"
          className="mx-auto w-fit max-w-[85%] rounded-full bg-inset px-3.5 py-1 text-center text-xs text-quiet"
        >
          <MessageContent message={entry.line.message} name={rest.name} />
        </div>
      ) : (
        <Bubble line={entry.line} {...rest} />
      )}
    </li>
  );
}

/** Only what says "today" looks at the clock. */
function Day({ at }: { at: string }) {
  const { day } = useL10n();
  const now = useNow();
  return (
    <p className="mb-3 flex items-center gap-3 text-xs font-medium text-quiet before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <span className="inline-block first-letter:uppercase">{day(at, now)}</span>
    </p>
  );
}
