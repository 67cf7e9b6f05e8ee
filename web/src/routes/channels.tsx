import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Plus, Radio } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import { ChannelCard } from '~/features/channels/channel-card';
import { ManualForm } from '~/features/channels/manual-form';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass } from '~/ui/button';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure, Forbidden } from '~/ui/states';

export function ChannelsRoute() {
  const { t } = useL10n();
  const query = useQuery(channelsQuery);
  const reason = useReason()('channels');
  const add = reason ? (
    <Button variant="primary" disabledReason={reason}>
      <Plus size={16} aria-hidden="true" />
      {t('channels-add')}
    </Button>
  ) : (
    <Link to="/settings/channels/new" className={buttonClass('primary')}>
      <Plus size={16} aria-hidden="true" />
      {t('channels-add')}
    </Link>
  );
  return (
    <Page title={t('channels-title')} lead={t('channels-lead')} actions={query.data && add}>
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.data.items.length === 0 ? (
        <Empty icon={<Radio size={22} aria-hidden="true" />} title={t('channels-empty-title')} action={add}>
          {t('channels-empty')}
        </Empty>
      ) : (
        query.data.items.map((channel) => <ChannelCard key={channel.id} channel={channel} />)
      )}
    </Page>
  );
}

export function NewChannelRoute() {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const { again } = useSearch({ from: '/desk/settings/channels/new' });
  const channels = useQuery({ ...channelsQuery, enabled: again !== undefined });
  return (
    <Page
      title={t('manual-title')}
      lead={t('manual-lead')}
      actions={
        <Link to="/settings/channels" className={buttonClass('quiet')}>
          <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('channels-title')}
        </Link>
      }
    >
      {reason ? (
        <Forbidden why={reason} />
      ) : channels.isLoading ? (
        <Bones />
      ) : again !== undefined && !channels.data ? (
        // An empty form would make a second number of the one that is to be connected again.
        <Failure error={channels.error} retry={() => void channels.refetch()} />
      ) : (
        <ManualForm again={channels.data?.items.find((one) => one.id === again)} />
      )}
    </Page>
  );
}
