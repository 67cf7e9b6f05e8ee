import { spoken } from './problems';

/**
 * What the server says of a row or of the columns of a table, in the language of the desk. A reason that begins with one
 * of the `columns` is about that column. The file of what was left out stays as the server writes it.
 */
export function ofTable(sentence: string, columns: readonly string[] = []): string {
  const about = columns.filter((name) => sentence.startsWith(`${name}: `));
  for (const name of about.sort((a, b) => b.length - a.length)) {
    const said = spoken(sentence.slice(name.length + 2));
    if (said) return `${name}: ${said}`;
  }
  return spoken(sentence) ?? sentence;
}
