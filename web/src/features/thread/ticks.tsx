import { Clock, Play, TriangleAlert } from 'lucide-react';
import type { DeliveryState } from '~/api/types';
import { useL10n } from '~/l10n/words';

const TONE: Record<DeliveryState, string> = {
  queued: 'text-quiet',
  sending: 'text-quiet',
  accepted: 'text-quiet',
  sent: 'text-quiet',
  delivered: 'text-quiet',
  read: 'text-blue',
  played: 'text-blue',
  failed: 'text-red',
  unknown: 'text-amber',
  canceled: 'text-quiet',
};

/** What a tick says in words. */
export function useTickWords(): (state: DeliveryState, simulated: boolean) => string {
  const { t } = useL10n();
  return (state, simulated) => {
    const word = t(`tick-${state}`);
    return simulated ? t('tick-simulated', { state: word }) : word;
  };
}

/** The state of an own message: a picture with a name. Simulated ones are dashed. */
export function TickIcon({ state, simulated }: { state: DeliveryState; simulated: boolean }) {
  const words = useTickWords()(state, simulated);
  return (
    <span role="img" aria-label={words} title={words} className={`inline-flex shrink-0 ${TONE[state]}`}>
      <Picture state={state} dashed={simulated} />
    </span>
  );
}

function Picture({ state, dashed }: { state: DeliveryState; dashed: boolean }) {
  switch (state) {
    case 'queued':
    case 'sending':
      return <Clock size={14} aria-hidden="true" />;
    case 'failed':
      return <TriangleAlert size={14} aria-hidden="true" />;
    case 'unknown':
      return <span className="text-sm leading-none font-bold">?</span>;
    case 'canceled':
      return <Strokes paths={['M4 4l8 8M12 4l-8 8']} dashed={dashed} />;
    case 'accepted':
    case 'sent':
      return <Strokes paths={['M3 8.5l3.5 3.5L13.5 4.5']} dashed={dashed} />;
    case 'delivered':
    case 'read':
      return <Strokes paths={['M1 8.5L4.5 12 11 4.5', 'M8 11l1 1 6.5-7.5']} dashed={dashed} />;
    case 'played':
      return <Play size={14} aria-hidden="true" />;
  }
}

function Strokes({ paths, dashed }: { paths: readonly string[]; dashed: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      {paths.map((path) => (
        <path
          key={path}
          d={path}
          strokeWidth="1.6"
          strokeLinecap={dashed ? 'butt' : 'round'}
          strokeLinejoin="round"
          {...(dashed ? { strokeDasharray: '3.6 1.4' } : {})}
        />
      ))}
    </svg>
  );
}
