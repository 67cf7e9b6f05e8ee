import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { mediaQuery } from '~/api/media';
import { useL10n } from '~/l10n/words';
import { useAddress } from '~/lib/use-address';
import { Button } from '~/ui/button';
import { Player } from './player';
import { waveOf } from './wave';

interface Props {
  id: string;
  voice: boolean;
  filename?: string | null | undefined;
  /** What is offered of a file that this browser cannot play. */
  otherwise: ReactNode;
}

/** Sound in a thread: fetched when it comes into sight, decoded to draw it. */
export function Audio({ id, voice, filename, otherwise }: Props) {
  const { t } = useL10n();
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const file = useQuery({ ...mediaQuery(id), enabled: seen });
  const wave = useQuery({
    queryKey: ['wave', id],
    queryFn: () => waveOf(file.data as Blob),
    enabled: file.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const url = useAddress(file.data);
  const [broken, setBroken] = useState(false);
  const label = t(voice ? 'msg-voice-label' : 'msg-audio-label');
  if (broken) return otherwise;
  if (file.isError) {
    return (
      <div role="alert" className="grid w-72 max-w-full justify-items-start gap-2 text-sm">
        <p>
          <bdi className="block truncate font-medium">{filename ?? label}</bdi>
          <span className="text-quiet">{t('msg-media-failed')}</span>
        </p>
        <Button onClick={() => void file.refetch()}>{t('app-try-again')}</Button>
      </div>
    );
  }
  return (
    <div ref={place}>
      {wave.isError ? (
        // biome-ignore lint/a11y/useMediaCaption: customers send no captions
        <audio
          src={url ?? undefined}
          controls
          aria-label={label}
          onError={() => setBroken(true)}
          className="h-12 w-72 max-w-full"
        />
      ) : (
        <Player
          url={url}
          wave={wave.data ?? null}
          voice={voice}
          filename={filename}
          onError={() => setBroken(true)}
        />
      )}
    </div>
  );
}

/** Whether a place has ever been in sight. */
function useSeen(place: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !place.current) return;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [seen, place]);
  return seen;
}
