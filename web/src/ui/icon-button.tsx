import type { ReactNode } from 'react';
import { type ButtonProps, Button as Pressable, Tooltip, TooltipTrigger } from 'react-aria-components';

interface Props extends Omit<ButtonProps, 'className' | 'children' | 'style'> {
  label: string;
  /** Shown after the label in the tooltip: the keys. */
  hint?: ReactNode;
  children: ReactNode;
  pressed?: boolean;
}

/** A square button with a picture; its name is its label and shows on hover and focus. */
export function IconButton({ label, hint, children, pressed, ...rest }: Props) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <Pressable
        {...rest}
        aria-label={label}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className="inline-grid size-9 shrink-0 place-items-center rounded-lg text-quiet outline-offset-0 transition-colors hover:bg-hover hover:text-text aria-pressed:bg-accent-soft aria-pressed:text-accent aria-expanded:bg-hover touch:size-11"
      >
        {children}
      </Pressable>
      <Tooltip
        offset={6}
        className="rise z-50 flex items-center gap-2 rounded-md bg-text px-2 py-1 text-xs text-panel shadow-raised"
      >
        {label}
        {hint}
      </Tooltip>
    </TooltipTrigger>
  );
}
