import { useQuery } from '@tanstack/react-query';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { Toggle } from '~/ui/chip';
import { ChannelIcon } from './channel-icon';
import { channelOf, chips, withChannel } from './channel-search';

interface Props {
  q: string;
  onSearch: (q: string) => void;
}

/** The channels one can look at alone. It writes the search that a person would, so that both always agree. */
export function ChannelChips({ q, onSearch }: Props) {
  const { t } = useL10n();
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const chosen = channelOf(q);
  return (
    <fieldset className="fade-end flex min-w-0 gap-1.5 overflow-x-auto px-3.5 pb-0.5 [scrollbar-width:none]">
      <legend className="sr-only">{t('inbox-channels')}</legend>
      {chips(channels).map(({ id, kind, name, word, told }) => {
        const pressed = word.toLowerCase() === chosen;
        return (
          <Toggle key={id} pressed={pressed} onClick={() => onSearch(withChannel(q, pressed ? null : word))}>
            <ChannelIcon kind={kind} />
            {told ? t('inbox-channel-of', { name, kind }) : name}
          </Toggle>
        );
      })}
    </fieldset>
  );
}
