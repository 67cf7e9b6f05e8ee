/** How a comment stands for its private answer; open as long as nobody knows better: the gate decides. */
export function standing(
  told: { until: string; answered: boolean } | undefined,
  now: number,
): 'open' | 'answered' | 'over' {
  if (!told) return 'open';
  if (told.answered) return 'answered';
  return Date.parse(told.until) <= now ? 'over' : 'open';
}

/**
 * Where an answer under a post goes. What was meant for one waits while the comment it is for is not here: it never goes
 * to everybody by itself.
 */
export function aim(
  comments: boolean,
  chosen: boolean,
  comment: string | null,
): { to: string | null; open: boolean; lost: boolean } {
  const privately = comments && chosen;
  return {
    to: privately ? comment : null,
    open: comments && !chosen,
    lost: privately && comment === null,
  };
}
