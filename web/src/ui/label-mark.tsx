/** A label's colour. Its name stands beside it or is read in its place. */
export function LabelDot({ color }: { color: string }) {
  return <span aria-hidden="true" data-label={color} className="size-2.5 shrink-0 rounded-full" />;
}

/** A label with its name. */
export function LabelChip({ name, color }: { name: string; color: string }) {
  return (
    <span className="inline-flex max-w-40 items-center gap-1.5 rounded-full border border-line bg-panel px-2 py-px text-xs text-quiet">
      <LabelDot color={color} />
      <bdi className="truncate">{name}</bdi>
    </span>
  );
}
