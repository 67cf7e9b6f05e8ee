import { isOpen } from '~/api/patch';
import type { Draft } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { keepText, keptText, texts } from '~/lib/drafts-kept';
import { useStore } from '~/lib/store';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { leftBehind } from './kept';

interface Props {
  conversation: string;
  draft: Draft | null;
  newestInbound: string | null;
  onWrite: () => void;
}

/** What somebody made of a draft that is no longer there: it goes on as an answer of their own, or away. */
export function KeptEdit({ conversation, draft, newestInbound, onWrite }: Props) {
  const { t } = useL10n();
  useStore(texts);
  const stands =
    draft !== null && isOpen(draft.state) && (newestInbound === null || draft.reply_to === newestInbound);
  const id = leftBehind(conversation, stands ? draft.id : null);
  if (id === null) return null;
  const words = keptText('edit', id);
  const leave = () => keepText('edit', id, '');
  return (
    <div className="mb-2">
      <Notice
        tone="amber"
        title={t('draft-kept-edit')}
        action={
          <>
            <Button
              onClick={() => {
                const before = keptText('reply', conversation);
                keepText('reply', conversation, before === '' ? words : `${before}\n${words}`);
                leave();
                onWrite();
              }}
            >
              {t('draft-kept-use')}
            </Button>
            <Button variant="quiet" onClick={leave}>
              {t('draft-kept-drop')}
            </Button>
          </>
        }
      >
        <blockquote dir="auto" className="spoken line-clamp-3 border-s-2 border-amber-line ps-2.5">
          {words}
        </blockquote>
      </Notice>
    </div>
  );
}
