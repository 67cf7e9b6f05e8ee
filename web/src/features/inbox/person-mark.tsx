import { initials } from '~/ui/avatar';

/** A colleague as two letters; a dot says that they are there. The words beside it say the same. */
export function PersonMark({ name, there, small }: { name: string; there?: boolean; small?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`relative grid shrink-0 place-items-center rounded-full bg-inset font-semibold text-quiet ${
        small ? 'size-4.5 text-[0.5625rem]' : 'size-7 text-xs'
      }`}
    >
      {initials(name)}
      {there && (
        <span className="absolute -inset-e-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-panel bg-accent" />
      )}
    </span>
  );
}
