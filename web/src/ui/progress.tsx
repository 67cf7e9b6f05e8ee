/** How far work has come. Without a whole it only moves. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { 'aria-valuenow': Math.floor(share * 100) })}
      className="h-1.5 overflow-hidden rounded-full bg-inset"
    >
      <div
        className={`h-full rounded-full bg-accent ${share === null ? 'w-1/3 animate-pulse' : 'transition-[width]'}`}
        {...(share === null ? {} : { style: { inlineSize: `${share * 100}%` } })}
      />
    </div>
  );
}
