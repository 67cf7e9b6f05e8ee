/**
 * Sentences of the server about a table, with something of the table in them, as the server writes them. Each has words
 * under its own name (`named`), with what stands in the braces.
 */
export const FORMS = [
  'there is no label called {name}',
  'There is no attribute called {name}',
  "{cell} is not of this attribute's kind",
  '“{cell}” is not where somebody agreed',
  '{text} is no day; write 2026-02-28 or 28/02/2026',
  '{text} has not come yet',
  '{text} is too long ago to be true',
  '{what} is not a whole number',
  '{sku} stands already in row {row}',
  'item "{sku}": {field} {value} is not allowed: {why}',
  '"{owner}": {field} "{value}" is not a date of the form 2026-11-30',
  '{kind} number {position} has no {field}',
  '{kind} "{id}" appears twice',
  'promo "{code}": percent must lie between 0 and 100',
  'unknown currency "{code}"; use an ISO 4217 code such as IDR',
  'unknown time zone "{zone}"; use Asia/Jakarta, Asia/Makassar, Asia/Jayapura, UTC or an offset such as +07:00',
  '{field} is nothing a column can be',
  'Two columns are called {name}',
  'Two columns are {field}',
  'No column is the {field}',
  'No column says {what}',
  'The table has more than {most} rows',
  'The table has more than {most} columns',
  'The column names cannot be read: {why}',
  'A row cannot be read: {why}',
  'The JSON cannot be read: {why}',
  'the document cannot be read: {why}',
] as const;

/** What stands in these braces is the server's own word, and is said in the desk's language where it is known. */
const OWN = new Set(['field', 'kind', 'what', 'why']);

interface Form {
  form: string;
  names: readonly string[];
  pattern: RegExp;
}

const read: readonly Form[] = FORMS.map((form) => ({
  form,
  names: [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''),
  pattern: new RegExp(`^${form.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '(.+?)')}$`, 's'),
}));

/** Which form a sentence has, and what is filled in; `word` says the server's own words. Pure. */
export function formOf(
  sentence: string,
  word: (own: string) => string,
): { form: string; words: Record<string, string> } | null {
  for (const { form, names, pattern } of read) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const filled = names.map((name, at) => {
      const said = found[at + 1] ?? '';
      return [name, OWN.has(name) ? word(said) : said];
    });
    return { form, words: Object.fromEntries(filled) as Record<string, string> };
  }
  return null;
}
