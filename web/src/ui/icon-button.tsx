import { type ButtonHTMLAttributes, type ReactNode, useId } from 'react';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  label: string;
  /** Shown after the label in the tooltip: the keys. */
  hint?: ReactNode;
  /** Where the tooltip stands. */
  side?: 'above' | 'below';
  pressed?: boolean;
  /** In the colour of the ground it stands on. */
  plain?: boolean;
  /** Why it cannot be used now. The button stays reachable and says it. */
  disabledReason?: string | null | undefined;
  children: ReactNode;
}

/** A square button with a picture; its name shows on hover and focus. */
export function IconButton(props: Props) {
  const { label, hint, side = 'below', children, pressed, plain, disabledReason, onClick, ...rest } = props;
  const id = useId();
  const look = plain ? 'opacity-80 hover:opacity-100' : 'text-quiet hover:bg-hover hover:text-text';
  const where = side === 'below' ? 'inset-bs-full mt-1.5 inset-e-0' : 'inset-be-full mb-1.5 inset-s-0';
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-disabled={disabledReason ? true : undefined}
      aria-describedby={disabledReason ? id : rest['aria-describedby']}
      onClick={(event) => {
        if (disabledReason) event.preventDefault();
        else onClick?.(event);
      }}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      className={`group/tip relative inline-grid size-9 shrink-0 place-items-center rounded-lg outline-offset-0 transition-colors ${look} aria-pressed:bg-accent-soft aria-pressed:text-accent aria-disabled:opacity-50 touch:size-11`}
    >
      {children}
      <span
        aria-hidden="true"
        className={`pointer-events-none invisible absolute z-20 flex items-center gap-2 rounded-md bg-text px-2 py-1 text-xs whitespace-nowrap text-panel shadow-raised group-hover/tip:visible group-hover/tip:delay-500 group-focus-visible/tip:visible touch:hidden ${where}`}
      >
        {disabledReason ?? label}
        {hint}
      </span>
      {disabledReason && (
        <span id={id} className="sr-only">
          {disabledReason}
        </span>
      )}
    </button>
  );
}
