import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Smartphone } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';
import { NameCard } from './name-card';
import { ProfileCard } from './profile-card';

/** A number as customers see it: its profile and its name. */
export function NumberPage() {
  const { t } = useL10n();
  const query = useQuery(channelsQuery);
  const { channel: wanted } = useSearch({ from: '/desk/beside-settings/admin/whatsapp-settings' });
  const numbers = (query.data?.items ?? []).filter((one) => one.kind === 'whatsapp');
  const chosen = wanted ? numbers.find((one) => one.id === wanted) : numbers[0];
  return (
    <Page
      wide
      title={t('number-title')}
      lead={chosen ? <bdi>{`${chosen.name} · ${chosen.display}`}</bdi> : t('number-lead')}
      actions={
        <Link
          to="/admin/whatsapp-settings"
          search={chosen ? { channel: chosen.id } : {}}
          className={buttonClass()}
        >
          {t('number-back')}
        </Link>
      }
    >
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : !chosen ? (
        <Empty
          icon={<Smartphone size={22} aria-hidden="true" />}
          title={t('number-none-title')}
          action={
            <Link to="/settings/channels/new" className={buttonClass('primary')}>
              {t('number-connect')}
            </Link>
          }
        >
          {t('number-none')}
        </Empty>
      ) : chosen.connection === 'disconnected' ? (
        <Notice tone="amber" title={t('number-gone-title')}>
          {t('number-gone')}
        </Notice>
      ) : (
        <div className="grid gap-5" key={chosen.id}>
          <ProfileCard channel={chosen} />
          <NameCard channel={chosen} />
        </div>
      )}
    </Page>
  );
}
