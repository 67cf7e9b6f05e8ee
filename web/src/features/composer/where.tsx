import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Globe, Lock } from 'lucide-react';
import { privateAnswerQuery } from '~/api/private-answer';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { standing } from './private-standing';
import type { Choice } from './privately';

/** Whether everybody reads the answer, or the one who commented: once, and not for long. */
export function Where({ comment, open, lost, possible, choose }: Choice) {
  const { t, appointment } = useL10n();
  const now = useNow();
  const { data } = useQuery(privateAnswerQuery(comment));
  const stands = standing(data, now);
  const note = open ? 'composer-public-note' : lost ? 'composer-private-lost' : 'composer-private-note';
  // How long it may still be given is said once it is known.
  const known = data || note !== 'composer-private-note';
  const look =
    'inline-flex min-h-8 items-center gap-1.5 rounded-lg px-2.5 text-sm text-quiet hover:bg-hover touch:min-h-11 ' +
    'aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent disabled:opacity-50';
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, not fields
    <div role="group" aria-label={t('composer-where')} className="flex flex-wrap items-center gap-1">
      <button type="button" aria-pressed={open} onClick={() => choose(false)} className={look}>
        <Globe size={14} aria-hidden="true" />
        {t('composer-public')}
      </button>
      {stands === 'answered' && data?.conversation_id ? (
        <Link to="/inbox/$conversationId" params={{ conversationId: data.conversation_id }} className={look}>
          <Lock size={14} aria-hidden="true" />
          {t('composer-private-open')}
        </Link>
      ) : (
        <button
          type="button"
          aria-pressed={!open}
          disabled={!possible || stands !== 'open'}
          onClick={() => choose(true)}
          className={look}
        >
          <Lock size={14} aria-hidden="true" />
          {t('composer-private')}
        </button>
      )}
      <span className="text-xs text-quiet">
        {stands !== 'open'
          ? t(`composer-private-${stands}`)
          : known && t(note, { until: data ? appointment(data.until) : '' })}
      </span>
    </div>
  );
}
