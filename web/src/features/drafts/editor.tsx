import { useEffect, useRef, useState } from 'react';
import type { Draft } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { keepText, keptText } from '~/lib/drafts-kept';
import { Button } from '~/ui/button';
import { ButtonKey } from '~/ui/kbd';
import { keepEdit } from './kept';
import { Outcome } from './outcome';
import type { useDecide } from './use-decide';

interface Props {
  draft: Draft;
  decide: ReturnType<typeof useDecide>;
  onClose: () => void;
}

/** Changing a draft's words. The check looks again at whatever is saved. */
export function DraftEditor({ draft, decide, onClose }: Props) {
  const { t } = useL10n();
  const [text, setText] = useState(() => keptText('edit', draft.id) || draft.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  const changed = text.trim() !== '' && text.trim() !== draft.text;

  function leave(): void {
    keepText('edit', draft.id, '');
    onClose();
  }
  function save(approve: boolean): void {
    if (text.trim() === '' || decide.isPending) return;
    const act = { act: 'edit', text: text.trim(), approve } as const;
    decide.mutate(changed ? act : { act: 'approve', override: false }, { onSuccess: leave });
  }

  return (
    <div className="grid gap-2.5">
      <textarea
        ref={field}
        dir="auto"
        rows={3}
        value={text}
        aria-label={t('draft-edit-label')}
        onChange={(event) => {
          setText(event.target.value);
          keepEdit(draft, event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            event.preventDefault();
            leave();
          } else if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            save(true);
          }
        }}
        className="max-h-[40dvh] min-h-20 w-full resize-none rounded-xl border border-edge/70 bg-panel px-3.5 py-2.5 focus-visible:outline-offset-0"
      />
      {decide.error && (
        <Outcome
          draft={draft}
          look={{ look: 'waiting' }}
          window={{ state: 'never_opened' }}
          error={decide.error}
        />
      )}
      <div className="flex flex-wrap gap-2 *:grow *:first:basis-full sm:*:grow-0 sm:*:first:basis-auto">
        <Button variant="primary" busy={decide.isPending} onClick={() => save(true)}>
          {t('draft-edit-approve')} <ButtonKey keys="Mod+Enter" />
        </Button>
        {changed && (
          <Button busy={decide.isPending} onClick={() => save(false)}>
            {t('draft-edit-save')}
          </Button>
        )}
        <Button variant="quiet" onClick={leave}>
          {t('app-cancel')}
        </Button>
      </div>
    </div>
  );
}
