import type { Draft } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { useIntentWords, useLanguageWords } from './intent-words';

/** Who made the draft, when, and in which language: for those who want to know. */
export function Made({ draft }: { draft: Draft }) {
  const { t, ago } = useL10n();
  const intent = useIntentWords();
  const language = useLanguageWords();
  const now = useNow();
  return (
    <details className="text-xs text-quiet">
      <summary className="w-fit rounded-sm py-0.5">{t('draft-details')}</summary>
      <p className="pt-1">
        {t('draft-made-by')} · {ago(draft.created_at, now)} ·{' '}
        {t('draft-language', { language: language(draft.language) })} ·{' '}
        {t('draft-intent', { intent: intent(draft.intent) })}
      </p>
    </details>
  );
}
