import { type ReactNode, useId } from 'react';

interface Props {
  isSelected: boolean;
  onChange: (on: boolean) => void;
  /** A change is on its way. */
  busy?: boolean;
  /** Why it cannot be changed now. The switch stays reachable and says it. */
  disabledReason?: string | null | undefined;
  /** What holds now, and what pressing does. */
  help?: string;
  /** When the visible words change with the state, the name must not. */
  label: string;
  children: ReactNode;
}

export function Switch({ isSelected, onChange, busy = false, disabledReason, help, label, children }: Props) {
  const id = useId();
  const told = disabledReason ?? help;
  const off = busy || Boolean(disabledReason);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isSelected}
      aria-label={label}
      aria-disabled={off || undefined}
      aria-describedby={told ? id : undefined}
      title={told}
      onClick={() => !off && onChange(!isSelected)}
      className="group inline-flex min-h-9 items-center gap-2 rounded-lg text-sm select-none aria-disabled:cursor-default aria-disabled:opacity-60 touch:min-h-11"
    >
      <span className="flex h-5 w-9 shrink-0 items-center rounded-full border border-edge bg-inset p-0.5 transition-colors group-aria-checked:border-accent group-aria-checked:bg-accent">
        <span className="size-3.5 rounded-full bg-edge transition-transform group-aria-checked:translate-x-4 group-aria-checked:bg-on-accent rtl:group-aria-checked:-translate-x-4" />
      </span>
      <span aria-hidden="true" className="inline-flex items-center gap-2">
        {children}
      </span>
      {told && (
        <span id={id} className="sr-only">
          {told}
        </span>
      )}
    </button>
  );
}
