import { useQuery } from '@tanstack/react-query';
import { Download, FileText, Image, Music, Sticker, Video } from 'lucide-react';
import { useState } from 'react';
import { file, fileSize } from '~/api/client';
import type { Content } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { save } from '~/lib/save';
import { fileType } from './file-type';

const ICON = { image: Image, video: Video, audio: Music, document: FileText, sticker: Sticker };

interface Props {
  content: Extract<Content, { type: 'media' }>;
  id: string;
  /** This browser was asked to play it, and cannot. */
  unplayable?: boolean;
}

/** A file to keep: its name, what it is and how large. */
export function Attachment({ content, id, unplayable = false }: Props) {
  const { t, known, bytes } = useL10n();
  const [failed, setFailed] = useState(false);
  const size = useQuery({
    queryKey: ['media', id, 'size'],
    queryFn: ({ signal }) => fileSize(`/media/${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data;
  const Icon = ICON[content.kind];
  const label = content.filename ?? known(`preview-${content.kind}`) ?? t('msg-document');
  const what = fileType(content.filename, content.mime_type) ?? t(`preview-${content.kind}`);
  async function keep(): Promise<void> {
    setFailed(false);
    try {
      save(await file(`/media/${id}`), label);
    } catch {
      setFailed(true);
    }
  }
  return (
    <button
      type="button"
      onClick={() => void keep()}
      className="flex min-h-11 max-w-full items-center gap-3 rounded-lg border border-line bg-panel/60 px-3 py-2 text-start hover:bg-panel"
    >
      <Icon size={20} aria-hidden="true" className="shrink-0 text-accent" />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate font-medium">{label}</bdi>
        <span className="block truncate text-xs text-quiet">
          {failed
            ? t('msg-media-failed')
            : unplayable
              ? t('audio-unplayable')
              : size
                ? `${what} · ${bytes(size)}`
                : what}
        </span>
      </span>
      <Download size={16} aria-hidden="true" className="shrink-0 text-quiet" />
    </button>
  );
}
