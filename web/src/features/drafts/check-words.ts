import type { CheckReason } from '~/api/types';
import type { L10n } from '~/l10n/words';

/** A doubt of the check in the reader's words; what nobody wrote words for is read as the server says it. */
export function checkWords(
  { known }: Pick<L10n, 'known'>,
  reason: CheckReason,
  text: string,
): { title: string; detail: string } {
  const key = `check-${reason.code}`;
  const { start, end } = reason;
  const part = reason.about ?? (start != null && end != null ? text.slice(start, end) : null);
  return {
    title: known(key) ?? reason.title,
    detail: (part && known(`${key}.about`, { part })) ?? known(`${key}.detail`) ?? reason.detail,
  };
}
