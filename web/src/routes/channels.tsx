import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Radio } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import { ChannelCard } from '~/features/channels/channel-card';
import { useReason } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass } from '~/ui/button';
import { later } from '~/ui/later';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

const ConnectHere = later(
  withWords(['channels', 'connect'], async () => (await import('~/features/connect/here')).ConnectHere),
  <div aria-hidden="true" className="h-20 rounded-2xl border border-line bg-panel" />,
);

export function ChannelsRoute() {
  const { t } = useL10n();
  const query = useQuery(channelsQuery);
  const reason = useReason()('channels');
  const add = reason ? (
    <Button disabledReason={reason}>
      <Plus size={16} aria-hidden="true" />
      {t('channels-add')}
    </Button>
  ) : (
    <Link to="/settings/channels/new" className={buttonClass()}>
      <Plus size={16} aria-hidden="true" />
      {t('channels-add')}
    </Link>
  );
  const actions = (
    <>
      <Link to="/settings/channels/app-connections" className={buttonClass()}>
        {t('channels-connections')}
      </Link>
      {add}
    </>
  );
  return (
    <Page title={t('channels-title')} lead={t('channels-lead')} actions={query.data && actions}>
      {!reason && query.data && <ConnectHere />}
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
