import { Link } from '@tanstack/react-router';
import type { Message } from '~/api/types';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { TickIcon, useTickWords } from './ticks';
import { useUndo } from './undo';

/** The state of an own message. What still waits can be taken back from here; the rest leads to its evidence. */
export function Tick({ message }: { message: Message }) {
  const { t } = useL10n();
  const may = useCan()('send');
  const undo = useUndo();
  const words = useTickWords();
  const { delivery, simulated } = message;
  if (!delivery) return null;
  const picture = <TickIcon state={delivery.state} simulated={simulated} />;
  const state = words(delivery.state, simulated);
  const look = 'hit relative inline-flex rounded-sm hover:opacity-70';
  if (delivery.state === 'queued' && may) {
    return (
      <button
        type="button"
        aria-label={t('tick-take-back', { state })}
        onClick={() => undo(message)}
        className={look}
      >
        {picture}
      </button>
    );
  }
  return (
    <Link
      to="/evidence/$messageId"
      params={{ messageId: message.id }}
      aria-label={t('tick-evidence', { state })}
      className={look}
    >
      {picture}
    </Link>
  );
}
