/** How long after the workspace was made a step was taken, in milliseconds. */
export function took(began: string, done: string): number {
  return Math.max(0, Date.parse(done) - Date.parse(began));
}
