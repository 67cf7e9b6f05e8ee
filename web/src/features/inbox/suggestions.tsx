import { useL10n } from '~/l10n/words';
import type { Suggestion } from './suggest';

interface Props {
  id: string;
  offers: readonly Suggestion[];
  at: number;
  onChoose: (offer: Suggestion) => void;
}

/** What the search box offers, below it. The field keeps the focus and hears the keys. */
export function Suggestions({ id, offers, at, onChoose }: Props) {
  const { t, known } = useL10n();
  return (
    <div
      id={`${id}-offers`}
      role="listbox"
      aria-label={t('search-offers')}
      className="rise absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded-xl border border-line bg-panel p-1 shadow-raised"
    >
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
        <div
          key={offer.put}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          data-active={index === at || undefined}
          // The field must not lose the focus to a press.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(offer)}
          className="flex items-baseline gap-3 rounded-lg px-2.5 py-1.5 text-sm hover:bg-hover data-active:bg-accent-soft touch:min-h-11"
        >
          <span className="font-medium">{offer.put}</span>
          <span className="min-w-0 flex-1 truncate text-end text-xs text-quiet">
            {known(`offer-${offer.put.replace(':', '-').replace(/-$/, '')}`) ?? ''}
          </span>
        </div>
      ))}
    </div>
  );
}
