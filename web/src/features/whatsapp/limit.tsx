import { useL10n } from '~/l10n/words';

const MOST: Readonly<Record<string, number>> = {
  TIER_50: 50,
  TIER_250: 250,
  TIER_1K: 1000,
  TIER_2K: 2000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
};

interface Props {
  /** Meta's word for it. */
  limit: string | null | undefined;
  used: number;
  simulated: boolean;
}

/** How many people were written to first today, of how many: one budget for all numbers of the portfolio. */
export function Limit({ limit, used, simulated }: Props) {
  const { t, known, number } = useL10n();
  if (!limit) return <>{t('health-untold')}</>;
  const most = MOST[limit];
  const words = known(`limit-${limit}`) ?? limit;
  if (most === undefined) {
    return <>{t('health-limit-used', { used: number(used), most: words })}</>;
  }
  const share = Math.min(used / most, 1);
  const tone = share >= 1 ? 'bg-red' : share >= 0.8 ? 'bg-amber' : simulated ? 'bg-amber-line' : 'bg-accent';
  return (
    <>
      <span className="block">{t('health-limit-used', { used: number(used), most: words })}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a browser's own meter takes no colour of ours */}
      <span
        role="meter"
        aria-label={t('health-limit')}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={Math.min(used, most)}
        className="my-1.5 block h-2 overflow-hidden rounded-full bg-inset"
      >
        <span className={`block h-full rounded-full ${tone}`} style={{ inlineSize: `${share * 100}%` }} />
      </span>
      <span className="block text-xs text-quiet">{t('health-limit-portfolio')}</span>
    </>
  );
}
