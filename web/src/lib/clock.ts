import { store } from './store';

/** The server's time as the browser knows it. A sandbox may shift its clock; the desk follows. */
let offset = 0;

/** Between two answers the clocks differ by less than this; more is a clock that was moved. */
const JUMP_MS = 20_000;

/** How often the server's clock was moved: whoever waits for a moment counts anew. */
export const jumps = store(0);

/** Learns the server's time from an RFC 3339 text; anything else is ignored. */
export function setServerNow(text: string | null): void {
  const at = text ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(at)) return;
  const before = offset;
  offset = at - Date.now();
  if (Math.abs(offset - before) > JUMP_MS) jumps.set((count) => count + 1);
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + offset;
}
