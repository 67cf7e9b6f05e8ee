import { useQueryClient } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { writeNote } from '~/api/notes';
import { said } from '~/api/problem';
import { mentioned } from '~/features/composer/mentioned';
import { useMe } from '~/features/session/me';
import { useFloor } from '~/features/thread/use-floor';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { BOX } from '~/ui/field';
import type { BoxProps } from './care-boxes';

/** The AI may answer again; what colleagues should know of the conversation can be written down first. */
export function HandBackBox({ ids, onClose }: BoxProps) {
  const id = ids[0] ?? '';
  const { t } = useL10n();
  const client = useQueryClient();
  const me = useMe().person.id;
  const floor = useFloor(id, { inPlace: true });
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef(idempotencyKey());

  async function give(): Promise<void> {
    setProblem(null);
    setBusy(true);
    try {
      // The note first: it is worth nothing if the AI answers before a colleague reads it.
      if (text.trim() !== '') {
        const body = text.trim();
        const mentions = await mentioned(client, body, me);
        await writeNote(client, id, { body, mentions }, key.current);
      }
      await floor.mutateAsync(false);
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? said(error) : String(error));
      setBusy(false);
    }
  }

  return (
    <form
      className="grid gap-4 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void give();
      }}
    >
      <p className="text-quiet">{t('hand-back-text')}</p>
      <label className="grid gap-1.5">
        <span className="text-sm font-medium">{t('hand-back-note')}</span>
        <textarea
          data-focus-first=""
          dir="auto"
          rows={3}
          maxLength={8000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className={`${BOX} min-h-24 resize-y py-2`}
        />
      </label>
      {problem && (
        <p role="alert" className="text-sm text-red">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('app-cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          <Sparkles size={15} aria-hidden="true" />
          {t('cmd-hand-back')}
        </Button>
      </div>
    </form>
  );
}
