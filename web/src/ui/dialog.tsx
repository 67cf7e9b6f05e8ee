import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as Aria, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useL10n } from '~/l10n/words';
import { Button } from './button';
import { IconButton } from './icon-button';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** At the side of the screen rather than in the middle. */
  side?: boolean;
  /** The title is only for screen readers. */
  bare?: boolean;
  children: ReactNode;
}

const MIDDLE = 'mx-auto mt-[10vh] w-[min(34rem,calc(100vw-1.5rem))] max-h-[80dvh] rounded-2xl';
const SIDE = 'ms-auto h-full w-[min(22rem,100vw)] rounded-s-2xl';

export function Dialog({ open, onClose, title, side, bare, children }: Props) {
  const { t } = useL10n();
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex items-start bg-shade"
    >
      <Modal className={`rise flex flex-col overflow-hidden bg-panel shadow-raised ${side ? SIDE : MIDDLE}`}>
        <Aria className="flex min-h-0 flex-col outline-none">
          <div className={bare ? 'sr-only' : 'flex items-center gap-3 border-b border-line px-5 py-3'}>
            <Heading slot="title" className="min-w-0 flex-1 text-lg font-semibold">
              {title}
            </Heading>
            {!bare && (
              <IconButton label={t('app-close')} onPress={onClose}>
                <X size={18} />
              </IconButton>
            )}
          </div>
          <div className="min-h-0 overflow-auto">{children}</div>
        </Aria>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  action: string;
  busy?: boolean;
  onConfirm: () => void;
}

/** Asks once, names what will happen. */
export function Confirm({ open, onClose, title, children, action, busy = false, onConfirm }: ConfirmProps) {
  const { t } = useL10n();
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className="grid gap-5 p-5">
        <div className="text-quiet">{children}</div>
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
