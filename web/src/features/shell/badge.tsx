import { useL10n } from '~/l10n/words';

const TONES = { accent: 'bg-accent text-on-accent', red: 'bg-red text-panel' };

interface Props {
  count: number;
  /** The same for whoever does not see the number. */
  words: string;
  tone?: keyof typeof TONES;
}

/** How much there is behind a place of the rail; nothing when there is none. */
export function Badge({ count, words, tone = 'accent' }: Props) {
  const { number } = useL10n();
  if (count === 0) return null;
  return (
    <>
      <span
        aria-hidden="true"
        className={`absolute inset-e-[calc(50%-1.5rem)] top-1 min-w-4.5 rounded-full px-1 text-center text-[0.6875rem] leading-4.5 font-semibold sm:-inset-e-0.5 sm:-top-0.5 ${TONES[tone]}`}
      >
        {count > 99 ? '99+' : number(count)}
      </span>
      <span className="sr-only">{words}</span>
    </>
  );
}
