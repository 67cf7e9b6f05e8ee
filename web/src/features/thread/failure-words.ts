import type { Failure, Reason } from '~/api/types';
import type { L10n } from '~/l10n/words';

type Words = Pick<L10n, 'known' | 'language'>;

/** The words of a failure. The server's are in English and know the exact code; other languages go by its class. */
export function failureWords(l10n: Words, failure: Failure): { title: string; hint: string } {
  const title = l10n.known(`failure-${failure.class}`);
  const hint = l10n.known(`failure-${failure.class}.hint`);
  if (l10n.language === 'en' || !title)
    return { title: failure.title || title || '', hint: failure.hint || hint || '' };
  return { title, hint: hint ?? failure.hint };
}

/** The words of a refusal, by its stable code; unknown codes keep the server's. */
export function refusalWords(l10n: Words, reason: Reason): { title: string; hint: string } {
  return {
    title: l10n.known(`refusal-${reason.code}`) ?? reason.title,
    hint: l10n.known(`refusal-${reason.code}.hint`) ?? reason.hint,
  };
}

/** What helps after a failure, by its class. */
export type Remedy = 'retry' | 'template' | 'reconnect' | 'provider' | 'none';

export function remedy(failure: Pick<Failure, 'class' | 'action'>): Remedy {
  if (failure.action === 'send_template' || failure.action === 'choose_template') return 'template';
  if (failure.action === 'reconnect') return 'reconnect';
  if (failure.action === 'open_provider') return 'provider';
  switch (failure.class) {
    case 'window_closed':
    case 'template_problem':
      return 'template';
    case 'needs_reauth':
      return 'reconnect';
    case 'account_frozen':
    case 'billing':
    case 'registration':
      return 'provider';
    case 'throttled':
    case 'held_back':
    case 'media_problem':
    case 'ambiguous':
    case 'unknown':
      return 'retry';
    default:
      return 'none';
  }
}
