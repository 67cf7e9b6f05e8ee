import {
  AlarmClock,
  AtSign,
  Check,
  CircleHelp,
  FileText,
  Image,
  MapPin,
  Mic,
  Music,
  Sparkles,
  Timer,
  TriangleAlert,
  Video,
} from 'lucide-react';
import { memo } from 'react';
import type { ConversationRow } from '~/api/types';
import { TickIcon } from '~/features/thread/ticks';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Chip } from '~/ui/chip';
import { ChannelIcon } from './channel-icon';
import { kindWord } from './preview';
import { ChannelName, Face, Marks } from './row-marks';

export const ROW_HEIGHT = 68;
/** The same for those who want more rows. */
export const DENSE_HEIGHT = 60;

const KIND_ICON = {
  image: Image,
  video: Video,
  audio: Music,
  voice: Mic,
  document: FileText,
  location: MapPin,
};

interface Props {
  row: ConversationRow;
  /** Whether it is chosen; null while none is. */
  chosen: boolean | null;
}

/** One conversation in the list. Moving through the list must not draw every row again. */
export const Row = memo(function Row({ row, chosen }: Props) {
  const { t, brief } = useL10n();
  const now = useNow();
  const unread = row.unread > 0;
  return (
    <div className="flex h-full items-center gap-3 px-3.5">
      <Face row={row} chosen={chosen} now={now} />
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5">
        <div className="flex items-baseline gap-1.5">
          <span className="self-center" title={row.channel.name}>
            <ChannelIcon kind={row.channel.kind} topic={row.topic !== null} />
            {row.topic && <span className="sr-only">{t('row-comments')}</span>}
          </span>
          <span className={`min-w-0 flex-1 truncate ${unread ? 'font-bold' : 'font-medium'}`}>
            <bdi className="block truncate">{row.contact.name}</bdi>
          </span>
          <ChannelName name={row.channel.name} />
          <Marks row={row} />
          {row.last && (
            <time
              dateTime={row.last.at}
              className={`shrink-0 text-xs ${unread ? 'font-semibold text-accent' : 'text-quiet'}`}
            >
              {brief(row.last.at, now)}
            </time>
          )}
        </div>
        <div className="flex min-w-0 items-center gap-1.5">
          <Preview row={row} />
          <Badges row={row} />
          {unread && (
            <span className="min-w-5 shrink-0 rounded-full bg-accent px-1.5 text-center text-xs leading-5 font-semibold text-on-accent">
              <span aria-hidden="true">{row.unread}</span>
              <span className="sr-only">{t('badge-unread', { count: row.unread })}</span>
            </span>
          )}
        </div>
      </div>
    </div>
  );
});

function Preview({ row }: { row: ConversationRow }) {
  const { t, known } = useL10n();
  const last = row.last;
  if (!last) return <span className="min-w-0 flex-1" />;
  const word = kindWord(last);
  const Icon = KIND_ICON[last.kind as keyof typeof KIND_ICON];
  const named = word ? (known(word) ?? t('preview-unsupported')) : null;
  return (
    <span
      className={`flex min-w-0 flex-1 items-center gap-1 text-sm ${row.unread > 0 ? 'text-text' : 'text-quiet'}`}
    >
      {last.direction === 'out' && last.status && (
        <TickIcon state={last.status} simulated={row.channel.simulated} />
      )}
      {last.direction === 'out' && <span className="shrink-0">{t('inbox-you')}</span>}
      {Icon && <Icon size={14} aria-hidden="true" className="shrink-0" />}
      <bdi className="truncate">
        {named && last.preview && named !== last.preview
          ? `${named}: ${last.preview}`
          : (named ?? last.preview)}
      </bdi>
    </span>
  );
}

function Badges({ row }: { row: ConversationRow }) {
  const { t } = useL10n();
  return (
    <>
      {row.mentioned && (
        <Chip tone="accent">
          <AtSign size={11} aria-hidden="true" />
          {t('badge-mentioned')}
        </Chip>
      )}
      {row.failed && (
        <Chip tone="red">
          <TriangleAlert size={11} aria-hidden="true" />
          {t('badge-failed')}
        </Chip>
      )}
      {row.unknown && !row.failed && (
        <Chip tone="amber">
          <CircleHelp size={11} aria-hidden="true" />
          {t('badge-unknown')}
        </Chip>
      )}
      {row.state === 'snoozed' && (
        <Chip>
          <AlarmClock size={11} aria-hidden="true" />
          {t('badge-snoozed')}
        </Chip>
      )}
      {row.state === 'resolved' && (
        <Chip>
          <Check size={11} aria-hidden="true" />
          {t('badge-resolved')}
        </Chip>
      )}
      {row.consent === 'opted_out' && <Chip>{t('badge-opted-out')}</Chip>}
      {row.draft?.state === 'waiting' && (
        <Chip tone="accent">
          {row.draft.auto_send_at ? (
            <Timer size={11} aria-hidden="true" />
          ) : (
            <Sparkles size={11} aria-hidden="true" />
          )}
          {t(row.draft.auto_send_at ? 'badge-scheduled' : 'badge-draft')}
        </Chip>
      )}
      {row.draft?.state === 'held' && (
        <Chip tone="amber">
          <TriangleAlert size={11} aria-hidden="true" />
          {t('badge-held')}
        </Chip>
      )}
      {row.draft?.state === 'no_grounding' && <Chip>{t('badge-no-answer')}</Chip>}
    </>
  );
}
