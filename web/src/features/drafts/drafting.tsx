import { useMutation } from '@tanstack/react-query';
import { Sparkles, Square } from 'lucide-react';
import { stopDrafting } from '~/api/drafting';
import type { Draft } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';
import { Button } from '~/ui/button';

interface Props {
  conversation: string;
  since: string;
  /** The draft that a later message overtook. */
  before: Draft | null;
  /** A person writes themselves now. */
  onStopped: () => void;
}

/** A draft is being made: its shape, for how long already, and what it takes the place of. */
export function Drafting({ conversation, since, before, onStopped }: Props) {
  const { t, number } = useL10n();
  const seconds = Math.max(0, Math.floor((useSeconds() - Date.parse(since)) / 1000));
  const old = before?.state === 'superseded' ? before : null;
  return (
    <section
      aria-label={t(old ? 'draft-title-outdated' : 'draft-title-drafting')}
      className={`late grid gap-3 rounded-2xl border border-line p-3.5 sm:p-4 ${old ? 'bg-inset' : 'bg-panel'}`}
    >
      <header className="flex items-center gap-1.5 text-xs font-medium text-quiet">
        <Sparkles size={14} aria-hidden="true" />
        <span role="status">{t(old ? 'draft-redrafting' : 'draft-drafting')}</span>
        {seconds > 0 && (
          <span aria-hidden="true" className="tabular-nums">
            {t('draft-seconds', { seconds: number(seconds) })}
          </span>
        )}
        <Stop conversation={conversation} onStopped={onStopped} />
      </header>
      {old && old.text !== '' ? (
        <p dir="auto" className="spoken line-clamp-3 text-quiet">
          {old.text}
        </p>
      ) : (
        <div className="grid gap-2" aria-hidden="true">
          <div className="bone h-3 w-11/12" />
          <div className="bone h-3 w-3/5" />
        </div>
      )}
    </section>
  );
}

/** Hands the conversation to a person; whatever is still being made comes to nothing. */
function Stop({ conversation, onStopped }: Pick<Props, 'conversation' | 'onStopped'>) {
  const { t } = useL10n();
  const reason = useReason()('send');
  const stop = useMutation({
    mutationFn: () => stopDrafting(conversation),
    onSuccess: onStopped,
  });
  return (
    <span className="ms-auto flex items-center gap-2">
      {stop.error && (
        <span role="alert" className="text-red">
          {stop.error.message}
        </span>
      )}
      <Button variant="quiet" busy={stop.isPending} disabledReason={reason} onClick={() => stop.mutate()}>
        <Square size={13} aria-hidden="true" />
        {t('draft-stop')}
      </Button>
    </span>
  );
}
