import type { QueryClient } from '@tanstack/react-query';
import { colleaguesQuery } from '~/api/mentions';
import { named } from './mentions';

/** Whom a note names. It fails where nobody can say who there is: then nobody would be told. */
export async function mentioned(
  client: QueryClient,
  text: string,
  me: string,
  chosen: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  if (!text.includes('@')) return [];
  const { items } = await client.ensureQueryData(colleaguesQuery);
  const others = items.filter((one) => one.id !== me);
  return named(text, others, chosen);
}
