import { createContext, type ReactNode, type RefObject, Suspense, useRef, useState } from 'react';

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
  /** The menu itself, usually lazy: it is shown only while open. */
  menu: ReactNode;
  /** Fetches the menu's code, as soon as somebody comes near. */
  preload: () => unknown;
}

/** A button with a menu whose code comes when it is wanted. */
export function MenuButton({ label, className, children, menu, preload }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        className={className}
        onPointerEnter={() => void preload()}
        onFocus={() => void preload()}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <MenuContext value={{ trigger, close: () => setOpen(false) }}>
          <Suspense>{menu}</Suspense>
        </MenuContext>
      )}
    </>
  );
}
