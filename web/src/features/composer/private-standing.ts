/** How a comment stands for its private answer; open as long as nobody knows better: the gate decides. */
export function standing(
  told: { until: string; answered: boolean } | undefined,
  now: number,
): 'open' | 'answered' | 'over' {
  if (!told) return 'open';
  if (told.answered) return 'answered';
  return Date.parse(told.until) <= now ? 'over' : 'open';
}
