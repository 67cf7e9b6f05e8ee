import { AlarmClock, CheckCheck, Ellipsis, RotateCcw, Tag, UserRoundPlus } from 'lucide-react';
import type { ConversationDetail } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useMedia, WIDE_HEAD } from '~/lib/media';
import { Button } from '~/ui/button';
import { IconButton } from '~/ui/icon-button';
import { type CareBox, careBox } from './care-commands';
import { PersonMark } from './person-mark';
import { useCare } from './use-care';

/** What can be decided about the conversation that is open. */
export function CareBar({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useL10n();
  const wide = useMedia(WIDE_HEAD);
  const reason = useReason()('send');
  const care = useCare();
  const ids = [conversation.id];
  const show = (kind: CareBox) => () => careBox.set({ kind, ids });
  const open = conversation.state === 'open';
  const turn = () =>
    void (open
      ? care(ids, { do: 'resolve' }, (count) => t('care-resolved', { count }))
      : care(ids, { do: 'reopen' }, (count) => t('care-reopened', { count })));
  if (!wide)
    return (
      <IconButton label={t('box-menu', { count: 1 })} disabledReason={reason} onClick={show('menu')}>
        <Ellipsis size={18} aria-hidden="true" />
      </IconButton>
    );
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      <Assigned conversation={conversation} reason={reason} onAssign={show('assign')} />
      <IconButton label={t('cmd-label')} disabledReason={reason} onClick={show('label')}>
        <Tag size={17} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('cmd-snooze')} disabledReason={reason} onClick={show('snooze')}>
        <AlarmClock size={17} aria-hidden="true" />
      </IconButton>
      <Button disabledReason={reason} onClick={turn}>
        {open ? <CheckCheck size={15} aria-hidden="true" /> : <RotateCcw size={15} aria-hidden="true" />}
        {open ? t('bulk-resolve') : t('bulk-reopen')}
      </Button>
    </div>
  );
}

interface AssignedProps {
  conversation: ConversationDetail;
  reason: string | null;
  onAssign: () => void;
}

function Assigned({ conversation, reason, onAssign }: AssignedProps) {
  const { t } = useL10n();
  const who = conversation.assignee;
  const name = who ? who.name || t('assign-left') : null;
  return (
    <button
      type="button"
      aria-disabled={reason ? true : undefined}
      aria-description={reason ?? undefined}
      onClick={reason ? undefined : onAssign}
      aria-label={name ? t('care-assignee', { name }) : t('care-assignee-none')}
      title={reason ?? (name ? t('care-assignee', { name }) : t('care-assignee-none'))}
      className="inline-flex min-h-9 max-w-36 items-center gap-1.5 rounded-lg px-2 text-sm text-quiet aria-disabled:opacity-50 not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-text"
    >
      {name ? (
        <>
          <PersonMark name={name} />
          <bdi className="truncate @max-xl:sr-only">{name}</bdi>
        </>
      ) : (
        <>
          <UserRoundPlus size={17} aria-hidden="true" />
          <span className="@max-xl:sr-only">{t('bulk-assign')}</span>
        </>
      )}
    </button>
  );
}
