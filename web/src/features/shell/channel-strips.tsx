import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Alert, alertsQuery } from '~/api/alerts';
import { channelsQuery } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { QualityShape } from '~/ui/quality';
import { AlertWay } from './alert-way';
import { noneLeft, worst } from './standing';
import { useSaid } from './use-said';

/** What is the matter with the channels: one that can no longer send, and poor quality, always with its word. */
export function ChannelStrips() {
  const { t } = useL10n();
  const alerts = useQuery(alertsQuery).data?.items ?? [];
  const channels = useQuery(channelsQuery).data?.items ?? [];
  const kinds = [...new Set(channels.map((one) => one.kind))];
  const lost = worst(alerts, ['needs_reauth', 'frozen', 'token_ends']);
  const quality = worst(alerts, ['quality_low', 'quality_medium']);
  const unplugged = <Unplug size={15} aria-hidden="true" className="shrink-0" />;
  return (
    <>
      {lost ? (
        <Told one={lost} shape={unplugged} />
      ) : (
        noneLeft(channels) && (
          <Strip
            shape={unplugged}
            words={t('strip-disconnected', { kind: kinds.length === 1 ? (kinds[0] ?? '') : '' })}
          >
            <Link to="/settings/channels" className="hit relative font-medium underline underline-offset-2">
              {t('alert-reconnect')}
            </Link>
          </Strip>
        )
      )}
      {quality && (
        <Told
          one={quality}
          shape={<QualityShape quality={quality.kind === 'quality_low' ? 'RED' : 'YELLOW'} />}
        />
      )}
    </>
  );
}

function Told({ one, shape }: { one: Alert; shape: ReactNode }) {
  const said = useSaid();
  const mild = one.kind === 'token_ends' || one.kind === 'quality_medium';
  return (
    <Strip shape={shape} words={said(one)} mild={mild}>
      <AlertWay one={one} />
    </Strip>
  );
}

interface StripProps {
  shape: ReactNode;
  words: string;
  mild?: boolean;
  children: ReactNode;
}

function Strip({ shape, words, mild = false, children }: StripProps) {
  const tone = mild ? 'border-amber-line bg-amber-soft text-amber' : 'border-red-line bg-red-soft text-red';
  return (
    <div
      className={`flex min-h-9 flex-wrap items-center justify-center gap-x-3 border-b px-3 py-1.5 text-sm ${tone}`}
    >
      <p className="flex min-w-0 items-center gap-2">
        {shape}
        <span className="min-w-0">{words}</span>
      </p>
      {children}
    </div>
  );
}
