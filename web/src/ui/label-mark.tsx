/** A label's colour. Its name stands beside it or is read in its place. */
export function LabelDot({ color }: { color: string }) {
  return <span aria-hidden="true" data-label={color} className="size-2.5 shrink-0 rounded-full" />;
}
