import { FileText, Image, Mic, Music, Sticker, Video } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { BASE } from '~/api/client';
import type { Content } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { Spoken } from '~/ui/spoken';

type MediaContent = Extract<Content, { type: 'media' }>;

const ICON = { image: Image, video: Video, audio: Music, document: FileText, sticker: Sticker };

/** Kinds a browser shows safely where they stand; others are only offered. */
const INLINE = /^(image\/(jpeg|png|webp)|video\/mp4|audio\/ogg)/;

export function mediaUrl(id: string): string {
  return `${BASE}/media/${id}`;
}

export function Media({ content, name }: { content: MediaContent; name: string }) {
  return (
    <div className="grid gap-1.5">
      <File content={content} name={name} />
      {content.caption && <Spoken text={content.caption} />}
    </div>
  );
}

function File({ content, name }: { content: MediaContent; name: string }): ReactNode {
  const { t } = useL10n();
  const [broken, setBroken] = useState(false);
  if (!content.media_id) return <Waiting content={content} />;
  if (broken) return <Waiting content={content} words={t('msg-media-failed')} />;
  const url = mediaUrl(content.media_id);
  const fails = { onError: () => setBroken(true) };
  const shows = !content.mime_type || INLINE.test(content.mime_type);
  switch (shows ? content.kind : 'document') {
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
            {...fails}
            className="max-h-80 min-h-24 min-w-40 rounded-lg bg-inset object-cover"
          />
        </a>
      );
    case 'sticker':
      return <img src={url} alt={t('msg-sticker-alt')} {...fails} className="size-32 object-contain" />;
    case 'video':
      return (
        <video
          src={url}
          controls
          preload="metadata"
          aria-label={t('msg-video-label')}
          {...fails}
          className="max-h-80 w-full rounded-lg bg-inset"
        />
      );
    case 'audio':
      return (
        <div className="flex items-center gap-2">
          {content.voice && <Mic size={16} aria-hidden="true" className="shrink-0 text-accent" />}
          <audio
            src={url}
            controls
            preload="metadata"
            aria-label={t(content.voice ? 'msg-voice-label' : 'msg-audio-label')}
            {...fails}
            className="h-10 w-64 max-w-full"
          />
        </div>
      );
    case 'document':
      return <Attachment content={content} url={url} />;
  }
}

function Attachment({ content, url }: { content: MediaContent; url: string }) {
  const { t } = useL10n();
  const Icon = ICON[content.kind];
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener"
      className="flex min-h-11 items-center gap-3 rounded-lg border border-line bg-panel/60 px-3 py-2 hover:bg-panel"
    >
      <Icon size={20} aria-hidden="true" className="shrink-0 text-accent" />
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{content.filename ?? t(`preview-${content.kind}`)}</bdi>
        <span className="text-xs text-quiet">{content.mime_type ?? t('msg-document')}</span>
      </span>
    </a>
  );
}

/** The place of a file that is not here yet, or cannot be shown. */
function Waiting({ content, words }: { content: MediaContent; words?: string }) {
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
    </div>
  );
}
