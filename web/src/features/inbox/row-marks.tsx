import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { usePresence } from '~/api/presence';
import { channelsQuery } from '~/api/queries';
import type { ConversationRow } from '~/api/types';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { windowLook } from '~/lib/window';
import { WindowAvatar } from '~/ui/avatar';
import { LabelDot } from '~/ui/label-mark';
import { PersonMark } from './person-mark';

interface FaceProps {
  row: ConversationRow;
  /** Whether it is chosen; null while none is. */
  chosen: boolean | null;
  now: number;
}

/** The person with the window's ring; with a box to tick while conversations are chosen, or under the pointer. */
export function Face({ row, chosen, now }: FaceProps) {
  return (
    <span data-choose="" className="group/face relative grid shrink-0 place-items-center">
      <WindowAvatar name={row.contact.name} look={windowLook(row.window, now)} />
      <Viewers conversation={row.id} />
      <span
        aria-hidden="true"
        data-on={chosen || undefined}
        data-shown={chosen !== null || undefined}
        className="invisible absolute grid size-6 place-items-center rounded-md border-2 border-edge bg-panel text-transparent data-on:border-accent data-on:bg-accent data-on:text-on-accent data-shown:visible group-hover/face:visible"
      >
        <Check size={15} strokeWidth={3} />
      </span>
    </span>
  );
}

/** As many as a face has room for. */
const MOST = 2;

/** The colleagues who look at it now, at the foot of the face; who writes is ringed. */
function Viewers({ conversation }: { conversation: string }) {
  const { t } = useL10n();
  const others = usePresence(conversation, useMe().person.id);
  if (others.length === 0) return null;
  const words = (one: (typeof others)[number]) =>
    t(one.doing === 'typing' ? 'thread-typing' : 'thread-viewing', { name: one.person.name });
  return (
    <span
      title={others.map(words).join('\n')}
      className="absolute -inset-e-1 -bottom-1 flex -space-x-1.5 rtl:space-x-reverse"
    >
      <span className="sr-only">{others.map(words).join(', ')}</span>
      {others.slice(0, MOST).map((one) => (
        <span
          key={one.person.id}
          className={`rounded-full ring-2 ${one.doing === 'typing' ? 'ring-accent' : 'ring-panel'}`}
        >
          <PersonMark name={one.person.name} small />
        </span>
      ))}
    </span>
  );
}

/** Whether a channel's name tells conversations apart. */
export function useSeveralChannels(): boolean {
  return (useQuery(channelsQuery).data?.items.length ?? 0) > 1;
}

/** The name of the channel: read aloud always, seen where there are several. */
export function ChannelName({ name }: { name: string }) {
  const seen = useSeveralChannels();
  return (
    <span className={seen ? 'max-w-24 shrink-0 truncate text-xs text-quiet' : 'sr-only'}>
      <bdi>{name}</bdi>
    </span>
  );
}

/** Labels as dots, and who takes care of it; each with its name in words. */
export function Marks({ row }: { row: ConversationRow }) {
  const { t } = useL10n();
  const names = row.labels.map((label) => label.name).join(', ');
  return (
    <>
      {row.labels.length > 0 && (
        <span title={names} className="flex shrink-0 items-center gap-0.5 self-center">
          {row.labels.slice(0, 4).map((label) => (
            <LabelDot key={label.id} color={label.color} />
          ))}
          <span className="sr-only">{t('row-labels', { names })}</span>
        </span>
      )}
      {row.assignee && (
        <span
          title={t('row-assignee', { name: row.assignee.name || t('assign-left') })}
          className="self-center"
        >
          <PersonMark name={row.assignee.name} small />
          <span className="sr-only">
            {t('row-assignee', { name: row.assignee.name || t('assign-left') })}
          </span>
        </span>
      )}
    </>
  );
}
