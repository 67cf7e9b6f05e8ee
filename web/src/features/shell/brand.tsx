import { useAbout } from '~/features/session/me';

/** The sign of the house: a counter with a light above it. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path d="M9 8h4v12h10v4H9z" className="fill-on-accent" />
      <circle cx="20.5" cy="12.5" r="3.5" className="fill-on-accent opacity-60" />
    </svg>
  );
}

export function Brand() {
  const about = useAbout();
  return (
    <div className="flex items-center justify-center gap-3">
      <Mark />
      <span className="text-lg font-semibold tracking-tight">{about.brand.name}</span>
    </div>
  );
}
