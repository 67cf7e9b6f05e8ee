import { X } from 'lucide-react';
import type { Message } from '~/api/types';
import { plainWords } from '~/features/thread/plain-words';
import { useL10n } from '~/l10n/words';
import { IconButton } from '~/ui/icon-button';

/** The message one answers to, above the words. */
export function QuoteChip({ quote, name, onDrop }: { quote: Message; name: string; onDrop: () => void }) {
  const { t } = useL10n();
  const who = quote.direction === 'in' ? name : t('thread-me');
  return (
    <div className="flex items-center gap-2 rounded-lg border-s-3 border-accent bg-inset py-1 ps-3 pe-1 text-sm">
      <div className="min-w-0 flex-1">
        <p className="text-xs font-semibold text-accent">
          {t('composer-quote')} <bdi>{who}</bdi>
        </p>
        <p dir="auto" className="truncate text-quiet">
          {plainWords(quote.content) || t(`preview-${quote.kind}`)}
        </p>
      </div>
      <IconButton label={t('composer-quote-drop')} onClick={onDrop}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
