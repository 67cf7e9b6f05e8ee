import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { isProblem } from '~/api/problem';
import { channelsQuery } from '~/api/queries';
import { ManualForm } from '~/features/channels/manual-form';
import { Before } from '~/features/connect/before';
import { ConnectCard } from '~/features/connect/connect-card';
import { launchableQuery } from '~/features/connect/signups';
import { SignInCard } from '~/features/instagram/sign-in-card';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Disclosure } from '~/ui/disclosure';
import { Page } from '~/ui/page';
import { Bones, Failure, Forbidden } from '~/ui/states';

/** The ways to a channel: by Meta's own window, by signing in at Instagram, or with ids and a token copied by hand. */
export function NewChannelRoute() {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const { again } = useSearch({ from: '/desk/settings/channels/new' });
  const channels = useQuery({ ...channelsQuery, enabled: again !== undefined });
  const known = channels.data?.items.find((one) => one.id === again);
  const only = isProblem(
    useQuery({ ...launchableQuery, enabled: reason === null }).error,
    'signup_not_set_up',
  );
  return (
    <Page
      title={t('connect-title')}
      lead={t('connect-lead')}
      actions={
        <Link to="/settings/channels" className={buttonClass('quiet', 'max-sm:-ms-3.5')}>
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
        <>
          {known?.kind !== 'instagram' && <Before />}
          {known?.kind !== 'instagram' && <ConnectCard again={again !== undefined} />}
          {known?.kind !== 'instagram' && <ConnectCard app />}
          {known?.kind !== 'whatsapp' && <SignInCard again={again !== undefined} />}
          <ByHand open={again !== undefined || only}>
            <ManualForm again={known} />
          </ByHand>
        </>
      )}
    </Page>
  );
}

function ByHand({ open, children }: { open: boolean; children: ReactNode }) {
  const { t } = useL10n();
  return (
    <Disclosure title={t('manual-title')} open={open}>
      <p className="mb-3 px-1 text-sm text-quiet">{t('manual-lead')}</p>
      {children}
    </Disclosure>
  );
}
