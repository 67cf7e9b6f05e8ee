interface Props {
  quality: string;
  /** A simulated Meta says so: then it is never green. */
  simulated?: boolean;
}

/** ● high, ▲ medium, ■ low, ○ not known: a shape of its own for each, never a colour alone. */
export function QualityShape({ quality, simulated = false }: Props) {
  return (
    <svg
      viewBox="0 0 12 12"
      width="12"
      height="12"
      aria-hidden="true"
      className={`shrink-0 ${tone(quality, simulated)}`}
    >
      {quality === 'RED' ? (
        <rect x="1.5" y="1.5" width="9" height="9" rx="1" fill="currentColor" />
      ) : quality === 'YELLOW' ? (
        <path d="M6 1 11.4 10.5H.6Z" fill="currentColor" />
      ) : quality === 'GREEN' ? (
        <circle cx="6" cy="6" r="5" fill="currentColor" />
      ) : (
        <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
    </svg>
  );
}

function tone(quality: string, simulated: boolean): string {
  if (quality === 'RED') return 'text-red';
  if (quality === 'YELLOW') return 'text-amber';
  return quality === 'GREEN' && !simulated ? 'text-accent' : 'text-quiet';
}
