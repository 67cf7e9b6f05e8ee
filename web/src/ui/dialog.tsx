import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useL10n } from '~/l10n/words';
import { Button } from './button';
import { IconButton } from './icon-button';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** At the side of the screen rather than in the middle. */
  side?: boolean;
  /** For tables and forms of several columns. */
  wide?: boolean;
  /** The title is only for screen readers. */
  bare?: boolean;
  /** Nothing in it takes the focus: the keyboard scrolls it as a whole. */
  read?: boolean;
  children: ReactNode;
}

const MIDDLE = 'mx-auto mt-[10vh] w-[min(34rem,calc(100vw-1.5rem))] max-h-[80dvh] rounded-2xl';
const WIDE = 'mx-auto mt-[6vh] w-[min(50rem,calc(100vw-1.5rem))] max-h-[88dvh] rounded-2xl';
const SIDE = 'ms-auto me-0 my-0 h-full max-h-full w-[min(22rem,100vw)] rounded-s-2xl';

/** The browser's own modal dialog: it keeps the focus, gives it back, and closes with Escape. */
export function Dialog({ open, ...rest }: Props) {
  return open ? <Opened {...rest} /> : null;
}

function Opened({ onClose, title, side, wide, bare, read, children }: Omit<Props, 'open'>) {
  const { t } = useL10n();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const box = dialog.current;
    box?.showModal();
    // The browser begins with what scrolls; a field that wants the focus comes first.
    box?.querySelector<HTMLElement>('[data-focus-first]')?.focus();
    // Closing, not vanishing: that is what gives the focus back.
    return () => box?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={`rise flex-col overflow-hidden bg-panel text-text shadow-raised backdrop:bg-shade open:flex ${side ? SIDE : wide ? WIDE : MIDDLE}`}
    >
      <div className={bare ? 'sr-only' : 'flex items-center gap-3 border-b border-line px-5 py-3'}>
        <h2 id={id} className="min-w-0 flex-1 text-lg font-semibold">
          {title}
        </h2>
        {!bare && (
          <IconButton label={t('app-close')} onClick={onClose}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <div tabIndex={read ? 0 : undefined} className="min-h-0 overflow-auto">
        {children}
      </div>
    </dialog>
  );
}

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  action: string;
  busy?: boolean;
  /** Why it could not be done. */
  error?: Error | null;
  onConfirm: () => void;
}

/** Asks once, names what will happen. */
export function Confirm({
  open,
  onClose,
  title,
  children,
  action,
  busy = false,
  error,
  onConfirm,
}: ConfirmProps) {
  const { t } = useL10n();
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className="grid gap-5 p-5">
        <div className="text-quiet">{children}</div>
        {error && (
          <p role="alert" className="text-sm text-red">
            {error.message}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('app-cancel')}</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
