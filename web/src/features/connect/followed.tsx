import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { later } from '~/ui/later';
import { Bones, Failure } from '~/ui/states';
import { Heading } from './rows';
import { SignupState } from './signup-state';
import { type Signup, signupQuery } from './signups';

const Coexistence = later(
  withWords(['channels'], async () => (await import('~/features/channels/coexistence')).Coexistence),
);

/** What becomes of the launch that was just finished, until it is a channel. */
export function Followed({ id, onUndone }: { id: string; onUndone: () => void }) {
  const query = useQuery(signupQuery(id));
  if (query.isPending) return <Bones rows={4} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const signup = query.data;
  return signup.state === 'ready' ? (
    <Connected signup={signup} />
  ) : (
    <SignupState key={signup.state} signup={signup} onUndone={onUndone} focus />
  );
}

function Connected({ signup }: { signup: Signup }) {
  const { t } = useL10n();
  const channels = useQuery(channelsQuery);
  const app = channels.data?.items.find((one) => one.id === signup.channel_id)?.app;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <CircleCheck
          size={20}
          aria-hidden="true"
          className={signup.simulated ? 'text-amber' : 'text-accent'}
        />
        <Heading>{t('connect-ready')}</Heading>
        {signup.simulated && <Chip tone="amber">{t('channel-simulated')}</Chip>}
        <p className="basis-full text-lg tabular-nums">
          <bdi>{signup.display ?? signup.phone_number_id}</bdi>
        </p>
      </div>
      <p className="text-sm text-quiet">
        {t(signup.kind === 'instagram' ? 'instagram-ready-text' : 'connect-ready-text')}
      </p>
      {app && <Coexistence app={app} />}
      <div className="flex flex-wrap gap-2">
        <Link to="/inbox" search={{}} className={buttonClass('primary')}>
          {t('connect-inbox')}
        </Link>
        <Link
          to="/admin/whatsapp-settings"
          search={signup.channel_id ? { channel: signup.channel_id } : {}}
          className={buttonClass()}
        >
          {t(signup.kind === 'instagram' ? 'channel-health' : 'whatsapp-title')}
        </Link>
      </div>
    </div>
  );
}
