/** What stands behind the `#` of a one-time link. It is taken out of the address, so that no history keeps it. */
let taken: string | null = null;

export function takeFragment(): string {
  const found = location.hash.slice(1);
  if (found) {
    taken = found;
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return taken ?? '';
}
