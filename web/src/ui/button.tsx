import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { useId } from 'react';

type Variant = 'primary' | 'plain' | 'quiet' | 'danger';

const BASE =
  'inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap select-none transition-colors ' +
  'min-h-9 px-3.5 text-sm touch:min-h-11 aria-disabled:cursor-default aria-disabled:opacity-60';

const LOOK: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent not-aria-disabled:hover:bg-accent-press',
  plain: 'bg-panel text-text border border-edge/60 not-aria-disabled:hover:bg-hover',
  quiet: 'text-text not-aria-disabled:hover:bg-hover',
  danger: 'bg-panel text-red border border-red-line not-aria-disabled:hover:bg-red-soft',
};

export function buttonClass(variant: Variant = 'plain', more = ''): string {
  return `${BASE} ${LOOK[variant]} ${more}`;
}

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'className'> {
  variant?: Variant;
  children: ReactNode;
  /** Why it cannot be used now. The button stays reachable and says it. */
  disabledReason?: string | null | undefined;
  busy?: boolean;
  wide?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant, disabledReason, busy = false, wide, onClick, children, ...rest }: Props) {
  const id = useId();
  const off = busy || Boolean(disabledReason);
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(variant, wide ? 'w-full' : '')}
      aria-disabled={off || undefined}
      aria-describedby={disabledReason ? id : rest['aria-describedby']}
      title={disabledReason ?? rest.title}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
      {disabledReason && (
        <span id={id} className="sr-only">
          {disabledReason}
        </span>
      )}
    </button>
  );
}

interface LinkLikeProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> {
  children: ReactNode;
  /** Why it cannot be used now. The button stays reachable and says it. */
  disabledReason?: string | null | undefined;
}

/** Looks like a link in a sentence, acts like a button. */
export function TextButton({ children, disabledReason, onClick, ...rest }: LinkLikeProps) {
  const id = useId();
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={disabledReason ? true : rest['aria-disabled']}
      aria-describedby={disabledReason ? id : rest['aria-describedby']}
      title={disabledReason ?? rest.title}
      onClick={disabledReason ? undefined : onClick}
      className="rounded-sm font-medium whitespace-nowrap underline decoration-1 underline-offset-2 hover:decoration-2 hit relative aria-disabled:cursor-default aria-disabled:opacity-60 aria-disabled:no-underline"
    >
      {children}
      {disabledReason && (
        <span id={id} className="sr-only">
          {disabledReason}
        </span>
      )}
    </button>
  );
}
