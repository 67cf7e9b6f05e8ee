/** What a column of the table may be. The first three are needed. */
export const FIELDS = ['phone', 'consent_source', 'consent_date', 'name', 'proof', 'labels'] as const;
export const NEEDED = FIELDS.slice(0, 3);

/** Says what a column is. A field is one column only: the one chosen last. Pure. */
export function choose(
  mapping: Readonly<Record<string, string>>,
  column: string,
  field: string,
): Record<string, string> {
  const others = Object.entries(mapping).filter(([name, other]) => name !== column && other !== field);
  return Object.fromEntries(field === '' ? others : [...others, [column, field]]);
}

/** A country's calling code out of what was typed or pasted: no plus, no zero in front, three digits at most. Pure. */
export function callingCode(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 3);
}

/** What no column is yet, of what is needed. Pure. */
export function missing(mapping: Readonly<Record<string, string>>): readonly string[] {
  const taken = new Set(Object.values(mapping));
  return NEEDED.filter((field) => !taken.has(field));
}
