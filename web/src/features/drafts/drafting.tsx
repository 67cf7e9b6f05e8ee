import { Sparkles } from 'lucide-react';
import type { Draft } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';

interface Props {
  since: string;
  /** The draft that a later message overtook. */
  before: Draft | null;
}

/** A draft is being made: its shape, for how long already, and what it takes the place of. */
export function Drafting({ since, before }: Props) {
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
