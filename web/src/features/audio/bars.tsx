import { BARS, FLOOR } from './wave';

const WIDTH = 2;
const STEP = 4;
const HEIGHT = 28;
const EVEN: readonly number[] = Array.from({ length: BARS }, () => FLOOR * 2);

/** The picture of a sound. What was heard of it is in the stronger colour. */
export function Bars({
  bars = EVEN,
  heard,
  moving,
}: {
  bars?: readonly number[] | undefined;
  heard: number;
  moving: boolean;
}) {
  return (
    <span aria-hidden="true" className="relative block h-7">
      <Row bars={bars} className="text-edge/70" />
      <span
        className={`absolute inset-0 ${moving ? 'transition-[clip-path] duration-250 ease-linear' : ''}`}
        style={{ clipPath: `inset(0 ${(1 - heard) * 100}% 0 0)` }}
      >
        <Row bars={bars} className="text-accent" />
      </span>
    </span>
  );
}

function Row({ bars, className }: { bars: readonly number[]; className: string }) {
  const path = bars
    .map((bar, at) => {
      const half = (bar * (HEIGHT - WIDTH)) / 2;
      return `M${at * STEP + WIDTH / 2} ${HEIGHT / 2 - half}v${2 * half}`;
    })
    .join('');
  return (
    <svg
      viewBox={`0 0 ${bars.length * STEP - (STEP - WIDTH)} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={`size-full ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={WIDTH}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
