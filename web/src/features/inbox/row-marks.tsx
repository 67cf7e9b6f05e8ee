import { Check } from 'lucide-react';
import type { ConversationRow } from '~/api/types';
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
