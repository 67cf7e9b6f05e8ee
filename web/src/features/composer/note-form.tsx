import { useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { writeNote } from '~/api/notes';
import { said } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { useKept } from '~/lib/use-kept';
import { Button } from '~/ui/button';
import { later } from '~/ui/later';
import { inPlaceOf } from './picker-keys';
import { useNaming } from './use-naming';

/** Comes with the first `@`. */
const MentionPicker = later(
  async () => (await import('./mention-picker')).MentionPicker,
  null,
  // Whom a note names is read from its words, so it can be saved without the list.
  ({ keys }) => inPlaceOf(keys, () => false),
);

interface Props {
  conversation: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onDone: () => void;
}

/** A note among colleagues: another ground, a lock, and a button that says where it stays. `@` names somebody. */
export function NoteForm({ conversation, field, onDone }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [text, write] = useKept('note', conversation);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef(idempotencyKey());
  const names = useNaming(field, write);
  // It may come after one turned to it.
  useEffect(() => field.current?.focus(), [field]);

  async function save(): Promise<void> {
    const words = text.trim();
    if (words === '' || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await writeNote(client, conversation, { body: words, mentions: await names.named(words) }, key.current);
      key.current = idempotencyKey();
      write('');
      names.forget();
    } catch (error) {
      setProblem(error instanceof Error ? said(error) : String(error));
    } finally {
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (!event.shiftKey && names.onKey(event.key)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      void save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (names.picker) names.close();
      else onDone();
    }
  }

  return (
    <>
      {names.picker && <MentionPicker {...names.picker} onChoose={names.choose} />}
      <div className="flex items-end gap-2">
        <textarea
          ref={field}
          dir="auto"
          rows={1}
          value={text}
          maxLength={8000}
          aria-label={t('note-label')}
          placeholder={t('note-placeholder')}
          {...names.aria}
          onChange={(event) => {
            write(event.target.value);
            names.look();
          }}
          onSelect={names.look}
          onBlur={names.close}
          onKeyDown={onKeyDown}
          className="max-h-[40dvh] min-h-10 min-w-0 flex-1 resize-none rounded-xl border border-amber-line bg-amber-soft px-3.5 py-2 focus-visible:outline-offset-0 touch:min-h-11"
        />
        <Button
          busy={busy}
          disabledReason={text.trim() === '' ? t('note-empty') : null}
          onClick={() => void save()}
        >
          <Lock size={15} aria-hidden="true" />
          {t('note-save')}
        </Button>
      </div>
      {problem && (
        <p role="alert" className="text-sm text-red">
          {t('note-failed')} {problem}
        </p>
      )}
    </>
  );
}
