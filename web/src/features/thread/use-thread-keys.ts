import type { Message } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { serverNow } from '~/lib/clock';
import { useCommands } from '~/lib/commands';
import { isQuotable } from './quotable';
import { canUndo, useUndo } from './undo';

interface Props {
  messages: readonly Message[];
  onQuote: (message: Message) => void;
  onEnd: () => void;
}

/** Whether undoing in the text field is the browser's own business: something stands there. */
function writesSomething(): boolean {
  const place = document.activeElement;
  return (
    (place instanceof HTMLTextAreaElement || place instanceof HTMLInputElement) && place.value.trim() !== ''
  );
}

/** Keys of the thread: quote, to the end, take back. */
export function useThreadKeys({ messages, onQuote, onEnd }: Props): void {
  const { t } = useL10n();
  const undo = useUndo();
  const pending = () => messages.findLast((message) => canUndo(message, serverNow()));
  /** The message that has the focus, else the customer's newest. */
  function quoted(): Message | undefined {
    const focused = document.activeElement?.closest('[data-line]')?.id.replace(/^m-/, '');
    const one = messages.find((message) => message.id === focused);
    return one && isQuotable(one)
      ? one
      : messages.findLast((message) => message.direction === 'in' && isQuotable(message));
  }
  useCommands([
    {
      id: 'quote',
      keys: ['q'],
      scope: 'thread',
      label: t('cmd-quote'),
      run: () => {
        const one = quoted();
        if (one) onQuote(one);
      },
    },
    {
      id: 'to-end',
      keys: ['Shift+g', 'End'],
      scope: 'thread',
      label: t('cmd-end'),
      run: onEnd,
      when: outsideLists,
    },
    {
      id: 'undo-send',
      keys: ['Mod+z'],
      scope: 'thread',
      label: t('cmd-take-back'),
      run: () => {
        const one = pending();
        if (one) undo(one);
      },
      when: () => pending() !== undefined && !writesSomething(),
    },
  ]);
}

/** End belongs to the list or the field that has the focus. */
function outsideLists(): boolean {
  const place = document.activeElement;
  return !place?.closest('[role=listbox], textarea, input');
}
