import { useL10n } from '~/l10n/words';
import type { WindowLook } from '~/lib/window';

const RADIUS = 19;
const ROUND = 2 * Math.PI * RADIUS;

/** The first letters of a name, whatever its script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const found = letters.map((word) => [...(word ?? '')].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '');
  return found.join('').toLocaleUpperCase() || '?';
}

const STROKE = {
  open: 'stroke-accent',
  closing: 'stroke-amber',
  closed: 'stroke-line',
  never: 'stroke-line',
  public: 'stroke-line',
};

/** A person, ringed by what is left of the 24-hour window. The words say the same. */
export function WindowAvatar({ name, look }: { name: string; look: WindowLook }) {
  const words = useWindowWords();
  const share = 'share' in look ? Math.max(look.share, 0.03) : 0;
  return (
    <svg viewBox="0 0 42 42" className="size-10.5 shrink-0" role="img" aria-label={words(look)}>
      <circle cx="21" cy="21" r="16" className="fill-inset" />
      <circle
        cx="21"
        cy="21"
        r={RADIUS}
        fill="none"
        strokeWidth="2"
        className="stroke-line"
        {...(look.tone === 'never' ? { strokeDasharray: '2 4' } : {})}
      />
      {share > 0 && (
        <circle
          cx="21"
          cy="21"
          r={RADIUS}
          fill="none"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeDasharray={`${ROUND * share} ${ROUND}`}
          transform="rotate(-90 21 21)"
          className={STROKE[look.tone]}
        />
      )}
      <text x="21" y="21" dy="0.36em" textAnchor="middle" className="fill-quiet text-[11.5px] font-semibold">
        {initials(name)}
      </text>
    </svg>
  );
}

export function useWindowWords(): (look: WindowLook) => string {
  const { t } = useL10n();
  return (look) => {
    if (!('share' in look)) return t(`window-${look.tone}`);
    const { hours, minutes } = look;
    return hours > 0 ? t('window-open', { hours, minutes }) : t('window-minutes', { minutes });
  };
}
