import type { Problem } from '~/api/types';
import type { BulkResult, Decision, StoodBefore } from '~/api/types-inbox';

/** What became of a decision about many. */
export interface Sum {
  /** What changed, as it stood before. */
  changed: StoodBefore[];
  /** What is not there any more. */
  failed: string[];
  /** What was not tried, because something failed or somebody said stop. */
  left: number;
  problem: Problem | null;
}

export function settle(result: BulkResult): Sum {
  return {
    changed: [...result.changed],
    failed: result.failed.map((one) => one.id),
    left: 0,
    problem: null,
  };
}

/** The decision that takes this one back, where it is not a matter of how things stood before. */
export function opposite(decision: Decision): Decision | null {
  switch (decision.do) {
    case 'label':
      return { do: 'label', add: decision.remove ?? [], remove: decision.add ?? [] };
    case 'assign':
    case 'resolve':
    case 'reopen':
    case 'snooze':
    case 'unread':
      return null;
  }
}
