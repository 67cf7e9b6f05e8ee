import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { channelsQuery } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { FreeCard } from '~/features/whatsapp/free-card';
import { ChannelHealthCard } from '~/features/whatsapp/health';
import { ProofCard } from '~/features/whatsapp/proof-card';
import { ReadinessCard } from '~/features/whatsapp/readiness-list';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { later } from '~/ui/later';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

const OwnWebhook = later(async () => (await import('~/features/whatsapp/own-webhook')).OwnWebhook);
const NumberPage = later(async () => (await import('~/features/number/number-page')).NumberPage);

/** The readiness and health of each number or account, or a number as customers see it. */
export function WhatsAppSettingsRoute() {
  const { see } = useSearch({ from: '/desk/beside-settings/admin/whatsapp-settings' });
  return see === 'profile' ? <NumberPage /> : <Standing />;
}

/** Whether each number or account can really send and receive, and how it does. */
function Standing() {
  const { t } = useL10n();
  const query = useQuery(channelsQuery);
  const { channel: wanted } = useSearch({ from: '/desk/beside-settings/admin/whatsapp-settings' });
  const all = query.data?.items ?? [];
  const chosen = all.find((one) => one.id === wanted) ?? all[0];
  return (
    <Page
      wide
      title={t('whatsapp-title')}
      lead={t('whatsapp-lead')}
      actions={
        chosen && (
          <>
            {chosen.kind === 'whatsapp' && (
              <Link
                to="/admin/whatsapp-settings"
                search={{ channel: chosen.id, see: 'profile' }}
                className={buttonClass()}
              >
                {t('whatsapp-profile')}
              </Link>
            )}
            {all.length > 1 && <Pick all={all} chosen={chosen} />}
          </>
        )
      }
    >
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : chosen ? (
        <div className="grid items-start gap-5 xl:grid-cols-2" key={chosen.id}>
          <div className="grid gap-5">
            <ReadinessCard channel={chosen} />
            {chosen.kind === 'whatsapp' && <ProofCard channel={chosen} />}
          </div>
          <div className="grid gap-5">
            <ChannelHealthCard channel={chosen} />
            {chosen.webhook.app_ref && chosen.connection !== 'disconnected' && (
              <OwnWebhook channel={chosen} />
            )}
            {chosen.kind === 'whatsapp' && <FreeCard channel={chosen} />}
          </div>
        </div>
      ) : (
        <Empty
          icon={<Radio size={22} aria-hidden="true" />}
          title={t('whatsapp-none-title')}
          action={
            <Link to="/settings/channels/new" className={buttonClass('primary')}>
              {t('whatsapp-connect')}
            </Link>
          }
        >
          {t('whatsapp-none')}
        </Empty>
      )}
    </Page>
  );
}

function Pick({ all, chosen }: { all: readonly Channel[]; chosen: Channel }) {
  const { t } = useL10n();
  const navigate = useNavigate();
  return (
    <label className="flex items-center gap-2 text-sm">
      <span className="text-quiet">{t('whatsapp-number')}</span>
      <select
        value={chosen.id}
        onChange={(event) =>
          void navigate({ to: '/admin/whatsapp-settings', search: { channel: event.target.value } })
        }
        className="min-h-9 rounded-lg border border-edge bg-panel px-2"
      >
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {`${one.name} · ${one.display}`}
          </option>
        ))}
      </select>
    </label>
  );
}
