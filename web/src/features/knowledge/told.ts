/** A member that differs, as text; null where it is not there. */
export interface Told {
  name: string;
  before: string | null;
  after: string | null;
}

type Row = Record<string, unknown> | null;

/** The members of a row that differ. Pure. */
export function told(before: Row, after: Row): Told[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => ({ name, before: text(before?.[name]), after: text(after?.[name]) }))
    .filter((one) => one.before !== one.after);
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => text(one) ?? '').join(', ') || null;
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([name, one]) => `${name}: ${text(one) ?? '–'}`);
    return parts.join(', ') || null;
  }
  return String(value) || null;
}
