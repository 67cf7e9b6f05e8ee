/** Pages on which one types before anything is kept. */
const STEPS = ['/settings/channels/new', '/contacts/import'];

/** The page one level up; null where there is none, and where the page itself knows better. */
export function above(path: string): string | null {
  const parts = path.split('/').filter(Boolean);
  const [first] = parts;
  // What is filled in there would be lost.
  if (STEPS.includes(path.replace(/\/$/, ''))) return null;
  // A conversation closes itself and keeps the list's search; settings have their menu beside them.
  if (first === 'inbox' || parts.length < (first === 'settings' || first === 'admin' ? 3 : 2)) return null;
  return `/${parts.slice(0, -1).join('/')}`;
}
