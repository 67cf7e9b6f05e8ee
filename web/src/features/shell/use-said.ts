import type { Alert } from '~/api/alerts';
import { useL10n } from '~/l10n/words';

/** What is the matter, in a sentence. */
export function useSaid(): (one: Alert) => string {
  const { t, appointment } = useL10n();
  return ({ kind, channel_name, until }) =>
    t(`alert-${kind}`, { name: channel_name, when: until ? appointment(until) : '' });
}
