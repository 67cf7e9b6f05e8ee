import { type ReactNode, useId } from 'react';

interface Props {
  /** What stands behind the short word. */
  text: ReactNode;
  children: ReactNode;
}

/** A short word that says more on hover, on focus and on a tap. */
export function Explained({ text, children }: Props) {
  const id = useId();
  return (
    <button
      type="button"
      aria-describedby={id}
      className="group/tip relative inline-flex cursor-default rounded-md text-start"
    >
      {children}
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none invisible absolute inset-bs-full inset-e-0 z-20 mt-1.5 w-max max-w-64 rounded-md bg-text px-2 py-1 text-xs whitespace-normal text-panel shadow-raised group-hover/tip:visible group-focus/tip:visible"
      >
        {text}
      </span>
    </button>
  );
}
