import type { ConversationRow } from '~/api/types';

/** Kinds whose words say everything; the others are named. */
const PLAIN = new Set(['text', 'template', 'interactive', 'choice']);

/** The key of the word that names a kind, or null when the text speaks for itself. */
export function kindWord(last: NonNullable<ConversationRow['last']>): string | null {
  if (PLAIN.has(last.kind) && last.preview !== '') return null;
  return `preview-${last.kind}`;
}
