import { BookOpenText, MessageSquareText, Store, Tag, UserRound } from 'lucide-react';
import type { SuggestedValue, ValueOrigin } from '~/api/template-suggestions';
import { useL10n } from '~/l10n/words';
import { TextButton } from '~/ui/button';

interface Props {
  suggested: SuggestedValue;
  value: string;
  onBack: () => void;
}

const ICON = {
  contact: UserRound,
  agent: UserRound,
  business: Store,
  source: BookOpenText,
  attribute: Tag,
  message: MessageSquareText,
};

/** Under a value: where it comes from; once it was changed, that it was, and the way back. */
export function ValueSource({ suggested, value, onBack }: Props) {
  const { t } = useL10n();
  const words = useOriginWords();
  if (value.trim() !== suggested.value) {
    return (
      <>
        {t('template-changed')}{' '}
        <TextButton onClick={onBack}>{t('template-use-source', { value: suggested.value })}</TextButton>
      </>
    );
  }
  const Icon = ICON[suggested.origin.from];
  return (
    <span className="inline-flex items-center gap-1">
      <Icon size={12} aria-hidden="true" className="shrink-0 text-accent" />
      <span dir="auto">{words(suggested.origin)}</span>
    </span>
  );
}

function useOriginWords(): (origin: ValueOrigin) => string {
  const { t, known } = useL10n();
  return (origin) => {
    switch (origin.from) {
      case 'contact':
        return t('template-from-contact');
      case 'agent':
        return t('template-from-agent');
      case 'business':
        return t('template-from-business');
      case 'source': {
        const field = known(`template-field-${origin.field}`);
        return field
          ? t('template-from-source', { title: origin.title, field })
          : t('template-from-knowledge', { title: origin.title });
      }
      case 'attribute':
        return t('template-from-attribute', { name: origin.name });
      case 'message':
        return t('template-from-message');
    }
  };
}
