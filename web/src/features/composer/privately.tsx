import { Globe, Lock } from 'lucide-react';
import { useState } from 'react';
import type { ConversationDetail, Message } from '~/api/types';
import { useNewestInbound } from '~/features/thread/newest';
import { useL10n } from '~/l10n/words';
import type { Part } from './parcel';

interface Choice {
  /** The comment that is answered in private; null in public. */
  to: string | null;
  /** Whether everybody will read it. */
  open: boolean;
  /** Whether there is a comment to answer. */
  possible: boolean;
  choose: (privately: boolean) => void;
  done: () => void;
}

/** Under a post one answers in public, or one comment in private, once. */
export function usePrivately(conversation: ConversationDetail, quote: Message | null): Choice {
  const [chosen, choose] = useState(false);
  const newest = useNewestInbound(conversation.id);
  const comment = quote?.direction === 'in' ? quote.id : newest;
  const possible = conversation.topic !== null && comment !== null;
  const to = chosen && possible ? comment : null;
  const open = conversation.topic !== null && to === null;
  return { to, open, possible, choose, done: () => choose(false) };
}

/** The one private answer to a comment. */
export function inPrivate(comment: string, text: string): Part[] {
  return text === '' ? [] : [{ reply: { type: 'private_reply', message_id: comment, text }, words: text }];
}

export function Privately({ to, possible, choose }: Choice) {
  const { t } = useL10n();
  const look =
    'inline-flex min-h-8 items-center gap-1.5 rounded-lg px-2.5 text-sm text-quiet hover:bg-hover touch:min-h-11 ' +
    'aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent disabled:opacity-50';
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, not fields
    <div role="group" aria-label={t('composer-where')} className="flex flex-wrap items-center gap-1">
      <button type="button" aria-pressed={to === null} onClick={() => choose(false)} className={look}>
        <Globe size={14} aria-hidden="true" />
        {t('composer-public')}
      </button>
      <button
        type="button"
        aria-pressed={to !== null}
        disabled={!possible}
        onClick={() => choose(true)}
        className={look}
      >
        <Lock size={14} aria-hidden="true" />
        {t('composer-private')}
      </button>
      <span className="text-xs text-quiet">
        {t(to === null ? 'composer-public-note' : 'composer-private-note')}
      </span>
    </div>
  );
}
