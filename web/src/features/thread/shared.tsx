import { ExternalLink } from 'lucide-react';
import type { Content } from '~/api/types';
import { useL10n } from '~/l10n/words';

/** A post, a reel, a story or a mention that was passed on. Its address ends after a while, so it is only a link. */
export function Shared({ content }: { content: Extract<Content, { type: 'shared' }> }) {
  const { t } = useL10n();
  return (
    <div className="grid gap-0.5">
      <p className="text-xs text-quiet">{t(`msg-shared-${sortOf(content.kind)}`)}</p>
      {content.title && (
        <p dir="auto" className="font-medium">
          {content.title}
        </p>
      )}
      {content.url && (
        <a
          href={content.url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-6 items-center gap-1 text-sm text-accent underline-offset-2 hover:underline"
        >
          <ExternalLink size={13} aria-hidden="true" />
          {t('msg-shared-open')}
        </a>
      )}
    </div>
  );
}

/** What it is, from the provider's many words. */
export function sortOf(kind: string): 'mention' | 'story' | 'reel' | 'post' | 'link' {
  if (kind.includes('mention')) return 'mention';
  if (kind.includes('story')) return 'story';
  if (kind.includes('reel')) return 'reel';
  return kind === 'link' || kind === 'fallback' ? 'link' : 'post';
}
