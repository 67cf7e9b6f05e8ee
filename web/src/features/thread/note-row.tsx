import { useQueryClient } from '@tanstack/react-query';
import { Lock, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteNote, type Note } from '~/api/notes';
import { stretches } from '~/features/composer/mentions';
import { useCan, useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Confirm } from '~/ui/dialog';
import { IconButton } from '~/ui/icon-button';
import { Spoken } from '~/ui/spoken';

/** A note among colleagues: another ground and a lock, so that nobody takes it for something the customer saw. */
export function NoteRow({ note }: { note: Note }) {
  const { t, time } = useL10n();
  const me = useMe();
  const manages = useCan()('knowledge');
  const [asking, setAsking] = useState(false);
  const mayDelete = manages || note.author_id === me.person.id;
  return (
    <div className="group/bubble flex flex-row-reverse items-start gap-1">
      <div className="max-w-[min(36rem,85%)] min-w-0 rounded-2xl border border-dashed border-amber-line bg-amber-soft px-3.5 pt-2 pb-1.5">
        <p className="mb-0.5 flex items-center gap-1.5 text-xs font-semibold text-amber">
          <Lock size={12} aria-hidden="true" />
          {t('note-title')}
        </p>
        <Spoken text={note.body} plain={(words) => <Named words={words} people={note.mentions} />} />
        <p className="mt-0.5 flex items-center justify-end gap-2 text-xs leading-5 text-quiet">
          {note.author.name && <bdi>{note.author.name}</bdi>}
          <time dateTime={note.at} className="tabular-nums">
            {time(note.at)}
          </time>
        </p>
      </div>
      {mayDelete && (
        <span className="mt-1 opacity-0 transition-opacity group-hover/bubble:opacity-100 focus-within:opacity-100 touch:opacity-70">
          <IconButton label={t('note-delete')} onClick={() => setAsking(true)}>
            <Trash2 size={15} aria-hidden="true" />
          </IconButton>
        </span>
      )}
      <Remove note={note} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

/** Names stand out from the words; one's own most of all. */
function Named({ words, people }: { words: string; people: Note['mentions'] }) {
  const me = useMe().person.id;
  return stretches(words, people).map(({ text, people: meant }, index) => {
    const mine = meant.some((one) => one.id === me);
    return meant.length === 0 ? (
      text
    ) : (
      <bdi
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other name, and never move
        key={index}
        data-mine={mine || undefined}
        className="rounded-md bg-panel px-1 py-px font-medium text-accent ring-1 ring-line ring-inset data-mine:bg-accent data-mine:text-on-accent data-mine:ring-accent"
      >
        {text}
      </bdi>
    );
  });
}

function Remove({ note, open, onClose }: { note: Note; open: boolean; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function go(): Promise<void> {
    setBusy(true);
    try {
      await deleteNote(client, note);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Confirm
      open={open}
      onClose={onClose}
      title={t('note-delete-title')}
      action={t('note-delete')}
      busy={busy}
      onConfirm={() => void go()}
    >
      <Spoken text={note.body} />
      {problem && (
        <p role="alert" className="mt-2 text-red">
          {problem}
        </p>
      )}
    </Confirm>
  );
}
