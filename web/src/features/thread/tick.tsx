import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Message } from '~/api/types';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { TickIcon, useTickWords } from './ticks';
import { useUndo } from './undo';

const LOOK = 'hit relative inline-flex rounded-sm hover:opacity-70';

interface Props {
  message: Message;
  state: string;
  children: ReactNode;
}

/** The state of an own message. What still waits can be taken back from here; the rest leads to its evidence. */
export function Tick({ message }: { message: Message }) {
  const words = useTickWords();
  const { delivery, simulated } = message;
  if (!delivery) return null;
  const picture = <TickIcon state={delivery.state} simulated={simulated} />;
  const state = words(delivery.state, simulated);
  const Way = delivery.state === 'queued' ? Waiting : Evidence;
  return (
    <Way message={message} state={state}>
      {picture}
    </Way>
  );
}

function Waiting({ message, state, children }: Props) {
  const { t } = useL10n();
  const may = useCan()('send');
  const undo = useUndo();
  if (!may) {
    return (
      <Evidence message={message} state={state}>
        {children}
      </Evidence>
    );
  }
  return (
    <button
      type="button"
      aria-label={t('tick-take-back', { state })}
      onClick={() => undo(message)}
      className={LOOK}
    >
      {children}
    </button>
  );
}

function Evidence({ message, state, children }: Props) {
  const { t } = useL10n();
  return (
    <Link
      to="/evidence/$messageId"
      params={{ messageId: message.id }}
      aria-label={t('tick-evidence', { state })}
      className={LOOK}
    >
      {children}
    </Link>
  );
}
