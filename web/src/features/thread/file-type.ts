/** What a file is, in the letters people know it by: its name's ending, else its type. Null when neither says. */
export function fileType(name: string | null, type: string | null): string | null {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1];
  if (ending) return ending.toUpperCase();
  const known = /^[a-z]+\/([a-z0-9]{2,5})(?:;|$)/i.exec(type ?? '')?.[1];
  return known ? known.toUpperCase() : null;
}
