import { BookOpenText, Calculator, ChevronDown, MessageSquareQuote, ScrollText, Tag } from 'lucide-react';
import { useId, useState } from 'react';
import type { Source } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { once } from './once';

const ICON = {
  item: BookOpenText,
  policy: ScrollText,
  promo: Tag,
  answer: MessageSquareQuote,
  computed: Calculator,
};

/** What a draft stands on: each source opens the exact passage. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  const { t } = useL10n();
  const id = useId();
  const [open, setOpen] = useState<string | null>(null);
  if (sources.length === 0) return null;
  const named = once(sources);
  const shown = named.find((source) => source.id === open);
  return (
    <div className="grid gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="me-0.5 text-xs text-quiet">{t('draft-grounded')}</span>
        {named.map((source) => {
          const Icon = ICON[source.kind as keyof typeof ICON] ?? ScrollText;
          return (
            <button
              key={source.id}
              type="button"
              aria-expanded={source.id === open}
              aria-controls={id}
              onClick={() => setOpen(source.id === open ? null : source.id)}
              className="hit group relative inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line bg-panel px-2.5 text-xs hover:border-edge aria-expanded:border-accent touch:min-h-8"
            >
              <Icon size={13} aria-hidden="true" className="shrink-0 text-accent" />
              <span className="shrink-0 text-quiet">{t(`draft-source-${source.kind}`)}</span>
              <bdi className="truncate font-medium">{source.title}</bdi>
              <ChevronDown
                size={13}
                aria-hidden="true"
                className="shrink-0 text-quiet transition-transform group-aria-expanded:rotate-180"
              />
            </button>
          );
        })}
      </div>
      <div id={id} className="empty:hidden">
        {shown && (
          <figure className="rise rounded-lg border border-line bg-panel p-3">
            {shown.passages.map((passage) => (
              <blockquote key={passage} dir="auto" className="spoken not-first:mt-2">
                {passage}
              </blockquote>
            ))}
            <figcaption className="mt-1.5 text-xs text-quiet">
              <bdi>{shown.title}</bdi> · {t('draft-source-version', { version: shown.version })}
            </figcaption>
          </figure>
        )}
      </div>
    </div>
  );
}
