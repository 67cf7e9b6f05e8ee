import type { ReactNode } from 'react';
import { Switch as Aria } from 'react-aria-components';

interface Props {
  isSelected: boolean;
  onChange: (on: boolean) => void;
  isDisabled?: boolean;
  /** When the visible words change with the state, the name must not. */
  label?: string;
  children: ReactNode;
}

export function Switch({ children, label, ...rest }: Props) {
  return (
    <Aria
      {...rest}
      {...(label ? { 'aria-label': label } : {})}
      className="group inline-flex min-h-9 items-center gap-2 text-sm select-none touch:min-h-11 data-disabled:opacity-60"
    >
      <span className="flex h-5 w-9 shrink-0 items-center rounded-full border border-edge bg-inset p-0.5 transition-colors group-data-selected:border-accent group-data-selected:bg-accent group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent">
        <span className="size-3.5 rounded-full bg-edge transition-transform group-data-selected:translate-x-4 group-data-selected:bg-on-accent rtl:group-data-selected:-translate-x-4" />
      </span>
      {children}
    </Aria>
  );
}
