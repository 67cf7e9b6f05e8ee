import { Hand } from 'lucide-react';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';
import { Button } from '~/ui/button';
import { ButtonKey } from '~/ui/kbd';

const RADIUS = 8;
const ROUND = 2 * Math.PI * RADIUS;
/** The longest wait there is; a full ring. */
const LONGEST_S = 30;

interface Props {
  at: string;
  busy: boolean;
  onHold: () => void;
}

/** How long until a rule lets the draft go, and the one button that keeps it. */
export function AutoSending({ at, busy, onHold }: Props) {
  const { t } = useL10n();
  const now = useSeconds();
  const left = Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  return (
    <>
      <p className="flex basis-full items-center gap-2 text-sm font-medium sm:basis-auto">
        <svg viewBox="0 0 20 20" className="size-5 -rotate-90" aria-hidden="true">
          <circle cx="10" cy="10" r={RADIUS} fill="none" strokeWidth="2.5" className="stroke-line" />
          <circle
            cx="10"
            cy="10"
            r={RADIUS}
            fill="none"
            strokeWidth="2.5"
            strokeLinecap="round"
            strokeDasharray={`${ROUND * Math.min(1, left / LONGEST_S)} ${ROUND}`}
            className="stroke-accent transition-[stroke-dasharray]"
          />
        </svg>
        <span role="timer" className="tabular-nums">
          {left > 0 ? t('draft-auto-in', { seconds: left }) : t('draft-approving')}
        </span>
      </p>
      <Button variant="primary" busy={busy || left === 0} onClick={onHold}>
        <Hand size={15} aria-hidden="true" />
        {t('draft-hold')} <ButtonKey keys="h" />
      </Button>
    </>
  );
}
