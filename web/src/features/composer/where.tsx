import { Globe, Lock } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import type { Choice } from './privately';

/** Whether everybody reads the answer, or the one who commented. */
export function Where({ to, possible, choose }: Choice) {
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
