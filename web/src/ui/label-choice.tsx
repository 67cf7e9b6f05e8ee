import { Check } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { LabelDot } from './label-mark';

/** A label in a list one chooses from, ticked where it is carried already. */
export function LabelChoice({
  label,
  carried,
}: {
  label: { name: string; color: string };
  carried: boolean;
}) {
  const { t } = useL10n();
  return (
    <span className="flex items-center gap-3">
      <LabelDot color={label.color} />
      <bdi className="min-w-0 flex-1 truncate">{label.name}</bdi>
      {carried && (
        <>
          <Check size={16} aria-hidden="true" className="text-accent" />
          <span className="sr-only">{t('label-carried')}</span>
        </>
      )}
    </span>
  );
}
