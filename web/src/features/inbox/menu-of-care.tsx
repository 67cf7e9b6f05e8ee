import { useQueryClient } from '@tanstack/react-query';
import { AlarmClock, CheckCheck, Hand, MailOpen, RotateCcw, Sparkles, Tag, UserRound } from 'lucide-react';
import { keys } from '~/api/queries';
import type { ConversationDetail } from '~/api/types';
import { useFloor } from '~/features/thread/use-floor';
import { useL10n } from '~/l10n/words';
import type { BoxProps } from './care-boxes';
import { type CareBox, careBox } from './care-commands';
import { letGo } from './selection';
import { useCare } from './use-care';

/** Everything that can be decided, as a list to press: for hands without a keyboard. */
export function MenuOfCare({ ids, onClose }: BoxProps) {
  const { t } = useL10n();
  const client = useQueryClient();
  const care = useCare();
  const only =
    ids.length === 1 ? client.getQueryData<ConversationDetail>(keys.conversation(ids[0] ?? '')) : null;
  // Of one conversation it is known which of the two makes sense.
  const senseless = new Set<string>(only ? [only.state === 'open' ? 'reopen' : 'resolve'] : []);
  // Who may speak is asked where a rule would: of one conversation.
  const floor = useFloor(ids[0] ?? '');
  const spoken = only && only.consent !== 'opted_out' && (only.mode === 'auto_send' || only.human_has_floor);
  senseless.add(spoken && only.human_has_floor ? 'take-over' : 'hand-back');
  if (!spoken) senseless.add('take-over');
  const then = (run: () => Promise<void>) => () => {
    onClose();
    void run().then(letGo);
  };
  const show = (kind: CareBox) => () => careBox.set({ kind, ids });
  const rows = [
    {
      id: 'resolve',
      icon: CheckCheck,
      run: then(() => care(ids, { do: 'resolve' }, (count) => t('care-resolved', { count }))),
    },
    {
      id: 'reopen',
      icon: RotateCcw,
      run: then(() => care(ids, { do: 'reopen' }, (count) => t('care-reopened', { count }))),
    },
    { id: 'snooze', icon: AlarmClock, run: show('snooze') },
    { id: 'assign', icon: UserRound, run: show('assign') },
    { id: 'label', icon: Tag, run: show('label') },
    { id: 'hand-back', icon: Sparkles, run: show('hand-back') },
    {
      id: 'take-over',
      icon: Hand,
      run: () => {
        floor.mutate(true);
        onClose();
      },
    },
    {
      id: 'unread',
      icon: MailOpen,
      run: then(() => care(ids, { do: 'unread' }, (count) => t('care-unread', { count }))),
    },
  ];
  return (
    <ul className="grid gap-0.5 p-2">
      {rows
        .filter((row) => !senseless.has(row.id))
        .map(({ id, icon: Icon, run }) => (
          <li key={id}>
            <button
              type="button"
              onClick={run}
              className="flex min-h-11 w-full items-center gap-3 rounded-lg px-3 text-start hover:bg-hover"
            >
              <Icon size={17} aria-hidden="true" className="text-quiet" />
              {t(`cmd-${id}`)}
            </button>
          </li>
        ))}
    </ul>
  );
}
