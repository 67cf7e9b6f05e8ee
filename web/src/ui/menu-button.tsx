import { createContext, type ReactNode, type RefObject, useRef, useState } from 'react';

/** The button that an open menu hangs at. */
export const MenuTrigger = createContext<RefObject<HTMLButtonElement | null> | null>(null);

interface Props {
  /** The name, when the contents do not say it. */
  label?: string;
  className: string;
  children: ReactNode;
  /** The menu itself, usually fetched when it is opened; it closes by what it is given. */
  menu: (close: () => void) => ReactNode;
  /** Fetches the menu's code, as soon as somebody comes near. */
  preload: () => Promise<unknown>;
}

/** A button with a menu whose code comes when it is wanted. */
export function MenuButton({ label, className, children, menu, preload }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
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
      {open && <MenuTrigger value={trigger}>{menu(() => setOpen(false))}</MenuTrigger>}
    </>
  );
}
