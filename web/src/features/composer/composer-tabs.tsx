import { Lock, Reply } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { ButtonKey } from '~/ui/kbd';

export type ComposerTab = 'reply' | 'note';

/** To the customer, or among colleagues. */
export function ComposerTabs({ tab, onTab }: { tab: ComposerTab; onTab: (tab: ComposerTab) => void }) {
  const { t } = useL10n();
  const look =
    'inline-flex min-h-8 items-center gap-1.5 rounded-lg px-2.5 text-sm text-quiet hover:bg-hover touch:min-h-11 ' +
    'aria-pressed:font-medium';
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, not fields
    <div role="group" aria-label={t('composer-tabs')} className="flex gap-1">
      <button
        type="button"
        aria-pressed={tab === 'reply'}
        onClick={() => onTab('reply')}
        className={`${look} aria-pressed:bg-accent-soft aria-pressed:text-accent`}
      >
        <Reply size={15} aria-hidden="true" className="rtl:-scale-x-100" />
        {t('composer-tab-reply')}
        <ButtonKey keys="r" />
      </button>
      <button
        type="button"
        aria-pressed={tab === 'note'}
        onClick={() => onTab('note')}
        className={`${look} aria-pressed:bg-amber-soft aria-pressed:text-amber`}
      >
        <Lock size={14} aria-hidden="true" />
        {t('composer-tab-note')}
        <ButtonKey keys="n" />
      </button>
      {tab === 'note' && (
        <span className="self-center text-xs text-amber max-sm:sr-only">{t('note-stays')}</span>
      )}
    </div>
  );
}
