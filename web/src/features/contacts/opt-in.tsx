import { Check, CircleSlash, Minus } from 'lucide-react';
import type { Consent } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Chip } from '~/ui/chip';

/** Whether somebody may be written to: a picture and a word, never colour alone. */
export function OptIn({ consent }: { consent: Consent }) {
  const { t } = useL10n();
  const word = t(`book-consent-${consent}`);
  switch (consent) {
    case 'opted_in':
      return (
        <Chip tone="accent">
          <Check size={12} aria-hidden="true" />
          {word}
        </Chip>
      );
    case 'opted_out':
      return (
        <Chip tone="red">
          <CircleSlash size={12} aria-hidden="true" />
          {word}
        </Chip>
      );
    case 'none':
      return (
        <Chip>
          <Minus size={12} aria-hidden="true" />
          {word}
        </Chip>
      );
  }
}
