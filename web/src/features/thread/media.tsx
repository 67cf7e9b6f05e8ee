import { FileText, Image, Mic, Music, Play, Sticker, Video } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Content } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { later } from '~/ui/later';
import { Spoken } from '~/ui/spoken';
import { useFile } from './use-file';

type MediaContent = Extract<Content, { type: 'media' }>;

/** Until its code is here. */
const PLACE = <span className="block h-16 w-64 max-w-full" />;
const Attachment = later(async () => (await import('./attachment')).Attachment, PLACE);
const Sound = later(async () => (await import('~/features/audio/audio')).Audio, PLACE);

const ICON = { image: Image, video: Video, audio: Music, document: FileText, sticker: Sticker };

/** Kinds a browser shows safely where they stand; others are only kept on demand. */
const INLINE = /^(image\/(jpeg|png|webp)|video\/mp4)/;

export function Media({ content, name }: { content: MediaContent; name: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <File content={content} name={name} />
      {content.caption && <Spoken text={content.caption} />}
    </div>
  );
}

function File({ content, name }: { content: MediaContent; name: string }): ReactNode {
  const id = content.media_id;
  if (!id) return <Waiting content={content} />;
  if (content.kind === 'audio') {
    return (
      <Sound
        id={id}
        voice={content.voice}
        filename={content.filename}
        otherwise={<Attachment content={content} id={id} unplayable />}
      />
    );
  }
  const shows = !content.mime_type || INLINE.test(content.mime_type);
  if (!shows || content.kind === 'document') {
    return <Attachment content={content} id={id} />;
  }
  return <Shown content={content} id={id} name={name} />;
}

function Shown({ content, id, name }: { content: MediaContent; id: string; name: string }) {
  const { t } = useL10n();
  // A film is large: it is fetched when somebody wants to see it.
  const [wanted, setWanted] = useState(content.kind !== 'video');
  const [broken, setBroken] = useState(false);
  const { url, failed } = useFile(id, wanted);
  if (failed || broken) return <Waiting content={content} words={t('msg-media-failed')} />;
  if (!wanted) {
    return (
      <Waiting content={content} words="">
        <Button onClick={() => setWanted(true)}>
          <Play size={15} aria-hidden="true" />
          {t('msg-media-play')}
        </Button>
      </Waiting>
    );
  }
  if (!url) return <Waiting content={content} words={t('app-loading')} />;
  return <Player content={content} url={url} name={name} onError={() => setBroken(true)} />;
}

interface PlayerProps {
  content: MediaContent;
  url: string;
  name: string;
  onError: () => void;
}

function Player({ content, url, name, onError }: PlayerProps) {
  const { t } = useL10n();
  switch (content.kind) {
    case 'image':
      return (
        <a
          href={url}
          target="_blank"
          rel="noopener"
          aria-label={t('msg-media-open', { name: t('preview-image') })}
        >
          <img
            src={url}
            alt={t('msg-image-alt', { name })}
            onError={onError}
            className="max-h-80 min-h-24 min-w-40 rounded-lg bg-inset object-cover"
          />
        </a>
      );
    case 'sticker':
      return (
        <img src={url} alt={t('msg-sticker-alt')} onError={onError} className="size-32 object-contain" />
      );
    case 'video':
      return (
        // biome-ignore lint/a11y/useMediaCaption: customers send no captions
        <video
          src={url}
          controls
          aria-label={t('msg-video-label')}
          onError={onError}
          className="max-h-80 w-full rounded-lg bg-inset"
        />
      );
    case 'audio':
    case 'document':
      return null;
  }
}

/** The place of a file that is not here yet, or cannot be shown. */
interface WaitingProps {
  content: MediaContent;
  words?: string;
  children?: ReactNode;
}

function Waiting({ content, words, children }: WaitingProps) {
  const { t } = useL10n();
  const Icon = content.voice ? Mic : ICON[content.kind];
  const tall = content.kind === 'image' || content.kind === 'video';
  const what = content.voice ? t('preview-voice') : t(`preview-${content.kind}`);
  return (
    <div
      className={`flex items-center gap-3 rounded-lg border border-dashed border-edge/60 px-4 py-3 text-sm text-quiet ${tall ? 'aspect-4/3 w-64 max-w-full flex-col justify-center' : 'w-64 max-w-full'}`}
    >
      <Icon size={tall ? 28 : 20} aria-hidden="true" className="shrink-0" />
      <span className={tall ? 'text-center' : 'min-w-0'}>
        <bdi className="block truncate font-medium text-text">{content.filename ?? what}</bdi>
        {words ?? t('msg-media-fetching')}
      </span>
      {children}
    </div>
  );
}
