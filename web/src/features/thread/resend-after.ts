/** So long after it went, a status may still prove that a message arrived; the server sends it to nobody again. */
const GRACE_MS = 15 * 60_000;

/** From when on a message whose outcome is not known can be sent again; null when that is now. */
export function resendAfter(at: string, now: number): string | null {
  const from = Date.parse(at) + GRACE_MS;
  return from > now ? new Date(from).toISOString() : null;
}
