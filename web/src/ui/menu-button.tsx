import { createContext, type ReactNode, type RefObject, useRef, useState } from 'react';

interface Opened {
  trigger: RefObject<HTMLButtonElement | null>;
  close: () => void;
}

/** Where an open menu hangs. */
export const MenuContext = createContext<Opened | null>(null);

interface Props {
  /** The name, when the contents do not say it. */
  label?: string;
  className: string;
  children: ReactNode;
  /** The menu itself, usually fetched when it is opened. */
  menu: (close: () => void) => ReactNode;
  /** Fetches the menu's code, as soon as somebody comes near. */
  preload: () => Promise<unknown>;
}

/** A button with a menu whose code comes when it is wanted. */
export function MenuButton({ label, className, children, menu, preload }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  // What fails now is said when the menu is opened.
  const near = () => void preload().catch(() => undefined);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        className={className}
        onPointerEnter={near}
        onFocus={near}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && <MenuContext value={{ trigger, close }}>{menu(close)}</MenuContext>}
    </>
  );
}
