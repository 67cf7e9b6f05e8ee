/** The server's time as the browser knows it. A sandbox may shift its clock; the desk follows. */
let offset = 0;

/** Learns the server's time from an RFC 3339 text; anything else is ignored. */
export function setServerNow(text: string | null): void {
  const at = text ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) offset = at - Date.now();
}

/** Milliseconds since 1970 by the server's clock. */
export function serverNow(): number {
  return Date.now() + offset;
}
