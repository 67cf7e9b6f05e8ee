import { useQuery } from '@tanstack/react-query';
import type { Alert } from '~/api/alerts';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';

/** What is the matter, in a sentence. */
export function useSaid(): (one: Alert) => string {
  const { t, known, appointment } = useL10n();
  const channels = useQuery(channelsQuery).data?.items;
  return ({ kind, reason, channel_id, channel_name, until }) =>
    t(`alert-${kind}`, {
      name: channel_name,
      what: reason ? (known(`alert-what-${reason}`) ?? reason) : '',
      when: until ? appointment(until) : '',
      kind: channels?.find((one) => one.id === channel_id)?.kind ?? '',
    });
}
