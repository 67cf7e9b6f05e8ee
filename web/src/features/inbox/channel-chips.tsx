import { useQuery } from '@tanstack/react-query';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { Toggle } from '~/ui/chip';
import { ChannelIcon } from './channel-icon';
import { channelOf, withChannel } from './channel-search';

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
      {channels.map((channel) => {
        const pressed = channel.name.toLowerCase() === chosen;
        return (
          <Toggle
            key={channel.id}
            pressed={pressed}
            onClick={() => onSearch(withChannel(q, pressed ? null : channel.name))}
          >
            <ChannelIcon kind={channel.kind} />
            {channel.name}
          </Toggle>
        );
      })}
    </fieldset>
  );
}
