import { useEffect, useRef } from 'react';
import type { DiscardReason } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';

const REASONS: readonly DiscardReason[] = ['wrong', 'off_topic', 'tone', 'not_needed'];

/** Why a draft is thrown away: four words, no dialog. */
export function DiscardReasons({
  onChoose,
  onCancel,
}: {
  onChoose: (reason: DiscardReason) => void;
  onCancel: () => void;
}) {
  const { t } = useL10n();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  return (
    <fieldset
      className="grid gap-2"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <legend className="mb-2 text-sm font-medium">{t('draft-discard-why')}</legend>
      <div className="flex flex-wrap gap-2">
        {REASONS.map((reason, index) => (
          <Button key={reason} {...(index === 0 ? { ref: first } : {})} onClick={() => onChoose(reason)}>
            {t(`draft-reason-${reason}`)}
          </Button>
        ))}
        <Button variant="quiet" onClick={onCancel}>
          {t('app-cancel')}
        </Button>
      </div>
    </fieldset>
  );
}
