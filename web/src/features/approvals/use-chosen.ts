import { useEffect, useRef, useState } from 'react';
import { isOpen } from '~/api/patch';
import { neighbour } from './queue';
import { idOf, type QueueRow } from './use-queue';

/**
 * The draft that is open: the one that was asked for, else the `first` of a view where one is wanted. Once it is open it
 * stays so, whatever comes in above it.
 */
export function useChosen(
  rows: readonly QueueRow[],
  asked: string | undefined,
  first: boolean,
  view: string,
): QueueRow | undefined {
  const [stood, setStood] = useState({ view, id: '' });
  const found = (id: string | undefined) => rows.find((row) => idOf(row) === id);
  const top = first ? ((stood.view === view ? found(stood.id) : undefined) ?? rows[0]) : undefined;
  if (top && (stood.view !== view || stood.id !== idOf(top))) setStood({ view, id: idOf(top) });
  return found(asked) ?? top;
}

/** When the chosen draft is decided, the next one is chosen after its farewell; the focus is never lost. */
export function useFollow(
  rows: readonly QueueRow[],
  chosen: QueueRow | undefined,
  pick: (id: string | null) => void,
): void {
  const ids = rows.filter((row) => isOpen(row.draft.state) || row === chosen).map(idOf);
  const leaving = chosen && !isOpen(chosen.draft.state) ? chosen.draft.id : null;
  const next = leaving ? neighbour(ids, leaving) : null;
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(() => latest.current(next), 900);
    return () => clearTimeout(timer);
  }, [leaving, next]);
}
