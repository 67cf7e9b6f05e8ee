import type { Brand as Look } from '~/api/types';

/** The sign of the house: a counter with a light above it. */
function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path d="M9 8h4v12h10v4H9z" className="fill-on-accent" />
      <circle cx="20.5" cy="12.5" r="3.5" className="fill-on-accent opacity-60" />
    </svg>
  );
}

/** The partner's picture, or the sign of the house. Its name stands beside it, so it has none of its own. */
export function Logo({ look, size = 32 }: { look: Look; size?: number }) {
  if (!look.logo_url) return <Mark size={size} />;
  return (
    <img
      src={look.logo_url}
      alt=""
      width={size}
      height={size}
      className="shrink-0 rounded-lg object-contain"
    />
  );
}

export function Brand({ look }: { look: Look }) {
  return (
    <div className="flex items-center justify-center gap-3">
      <Logo look={look} />
      <span dir="auto" className="text-lg font-semibold tracking-tight">
        {look.name}
      </span>
    </div>
  );
}
