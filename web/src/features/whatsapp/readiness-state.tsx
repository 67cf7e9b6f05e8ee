import { CircleCheck, CircleDashed, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReadinessRow } from '~/api/types-admin';

/** What was not proved is not unknown: nobody has to ask Meta for it. */
export function stateWord({ part, state }: ReadinessRow, simulated: boolean): string {
  if (part === 'live_proof' && state === 'unknown') return 'unproved';
  return simulated && state === 'ready' ? 'simulated' : state;
}

export function Mark({ state, simulated }: { state: ReadinessRow['state']; simulated: boolean }) {
  const look = { size: 18, 'aria-hidden': true, className: 'mt-0.5' } as const;
  if (state === 'ready') {
    return <CircleCheck {...look} className={`mt-0.5 ${simulated ? 'text-amber' : 'text-accent'}`} />;
  }
  if (state === 'needs_action') return <TriangleAlert {...look} className="mt-0.5 text-red" />;
  if (state === 'checking') return <LoaderCircle {...look} className="mt-0.5 text-quiet" />;
  return <CircleDashed {...look} className="mt-0.5 text-quiet" />;
}
