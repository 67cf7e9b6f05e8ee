import type { Reason } from '~/api/types';
import type { L10n } from '~/l10n/words';

type Words = Pick<L10n, 'known'>;

/** The words of a refusal, by its stable code; unknown codes keep the server's. */
export function refusalWords(l10n: Words, reason: Reason): { title: string; hint: string } {
  return {
    title: l10n.known(`refusal-${reason.code}`) ?? reason.title,
    hint: l10n.known(`refusal-${reason.code}.hint`) ?? reason.hint,
  };
}
