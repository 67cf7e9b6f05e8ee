import { Check, SearchX, Sparkles, Timer, TriangleAlert } from 'lucide-react';
import type { Draft } from '~/api/types';
import { useIntentWords } from '~/features/drafts/intent-words';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { windowLook } from '~/lib/window';
import { useWindowWords, WindowAvatar } from '~/ui/avatar';
import type { QueueRow } from './use-queue';

export const QUEUE_ROW_HEIGHT = 92;

/** One draft that waits: whose, how long its window stays open, and its first words. */
export function QueueRowView({ row }: { row: QueueRow }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const words = useWindowWords();
  const intent = useIntentWords();
  const { draft, conversation } = row;
  const look = windowLook(conversation.window, now);
  const { name } = conversation.contact;
  return (
    <div className="flex h-full items-center gap-3 px-3.5">
      <WindowAvatar name={name} look={look} />
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-0.5">
        <div className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-medium">
            <bdi className="block truncate">{name}</bdi>
          </span>
          <time dateTime={draft.created_at} className="shrink-0 text-xs text-quiet">
            {ago(draft.created_at, now)}
          </time>
        </div>
        <p className="truncate text-sm text-quiet">
          <bdi className="block truncate">
            {draft.state === 'no_grounding' ? t('draft-none') : draft.text}
          </bdi>
        </p>
        <p className="flex items-center gap-2 text-xs">
          <State draft={draft} />
          <span className="truncate text-quiet">
            {[intent(draft.intent), words(look)].filter(Boolean).join(' · ')}
          </span>
        </p>
      </div>
    </div>
  );
}

function State({ draft }: { draft: Draft }) {
  const { t } = useL10n();
  const name = draft.decided_by?.name ?? t('draft-someone');
  switch (draft.state) {
    case 'waiting':
      return draft.auto_send_at ? (
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-accent">
          <Timer size={12} aria-hidden="true" />
          {t('approvals-auto')}
        </span>
      ) : (
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-accent">
          <Sparkles size={12} aria-hidden="true" />
          {t('approvals-filter-waiting')}
        </span>
      );
    case 'held':
      return (
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-amber">
          <TriangleAlert size={12} aria-hidden="true" />
          {t('badge-held')}
        </span>
      );
    case 'no_grounding':
      return (
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-quiet">
          <SearchX size={12} aria-hidden="true" />
          {t('badge-no-answer')}
        </span>
      );
    case 'approved':
    case 'discarded':
      return (
        <span className="inline-flex shrink-0 items-center gap-1 font-medium text-text">
          <Check size={12} aria-hidden="true" />
          {t(draft.state === 'approved' ? 'approvals-gone-approved' : 'approvals-gone-discarded', { name })}
        </span>
      );
    case 'auto_sent':
    case 'superseded':
      return (
        <span className="shrink-0 font-medium">
          {t(draft.state === 'auto_sent' ? 'approvals-gone-auto' : 'approvals-gone-superseded')}
        </span>
      );
  }
}
