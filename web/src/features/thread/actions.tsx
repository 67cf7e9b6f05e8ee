import { EllipsisVertical } from 'lucide-react';
import type { Message } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { laterOpened } from '~/ui/later';
import { MenuButton } from '~/ui/menu-button';

const load = async () => (await import('./actions-box')).ActionsBox;
const ActionsBox = laterOpened(load);

/** What can be done with one message. */
export function Actions({ message, onQuote }: { message: Message; onQuote: (message: Message) => void }) {
  const { t } = useL10n();
  return (
    <MenuButton
      label={t('msg-actions')}
      menu={(close) => <ActionsBox message={message} onQuote={onQuote} onClose={close} />}
      preload={load}
      className="mt-1 grid size-7 shrink-0 place-items-center rounded-md text-quiet opacity-0 transition-opacity group-hover/bubble:opacity-100 hover:bg-hover focus-visible:opacity-100 aria-expanded:opacity-100 touch:size-11 touch:opacity-70"
    >
      <EllipsisVertical size={16} aria-hidden="true" />
    </MenuButton>
  );
}
