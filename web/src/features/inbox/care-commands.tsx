import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMe, useReason } from '~/features/session/me';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { store, useStore } from '~/lib/store';
import { toast } from '~/lib/toast';
import { laterOpened } from '~/ui/later';
import { activeRow, choose, chooseAll, chosen, letGo, shown } from './selection';
import { useCare } from './use-care';

export type CareBox = 'assign' | 'label' | 'snooze' | 'hand-back' | 'menu';

/** The dialog that is open, and about which conversations. */
export const careBox = store<{ kind: CareBox; ids: readonly string[] } | null>(null);

const Boxes = laterOpened(withWords(['boxes'], async () => (await import('./care-boxes')).CareBoxes));

function inList(): boolean {
  return document.activeElement?.closest('[role=listbox]') !== null;
}

/** What a key is about: what is chosen, else the row under the keyboard, else the conversation that is open. */
function targets(open: string | null): readonly string[] {
  if (chosen.get().size > 0) return [...chosen.get()];
  const row = activeRow.get();
  const one = inList() ? (row ?? open) : (open ?? row);
  return one ? [one] : [];
}

/** The keys of the inbox, and the dialogs they open. */
export function CareCommands() {
  const { t } = useL10n();
  const { conversationId } = useParams({ strict: false });
  const open = conversationId ?? null;
  const me = useMe().person.id;
  const reason = useReason()('send');
  const care = useCare();
  const next = useNext(open);
  const box = useStore(careBox);
  const about = (run: (ids: readonly string[]) => void) => () => {
    const ids = targets(open);
    if (reason) toast(reason);
    else if (ids.length > 0) run(ids);
  };
  const resolve = (ids: readonly string[]) =>
    void care(ids, { do: 'resolve' }, (count) => t('care-resolved', { count })).then(letGo);
  const show = (kind: CareBox) => about((ids) => careBox.set({ kind, ids }));
  const scope = 'inbox' as const;
  useCommands([
    { id: 'resolve', keys: ['Shift+e'], scope, label: t('cmd-resolve'), run: about(resolve) },
    {
      id: 'resolve-next',
      keys: ['Mod+Shift+e'],
      scope,
      label: t('cmd-resolve-next'),
      run: about((ids) => {
        next(ids);
        resolve(ids);
      }),
    },
    {
      id: 'reopen',
      keys: ['Shift+o'],
      scope,
      label: t('cmd-reopen'),
      run: about((ids) => void care(ids, { do: 'reopen' }, (count) => t('care-reopened', { count }))),
    },
    { id: 'snooze', keys: ['s'], scope, label: t('cmd-snooze'), run: show('snooze') },
    { id: 'assign', keys: ['Shift+i'], scope, label: t('cmd-assign'), run: show('assign') },
    {
      id: 'assign-me',
      keys: ['i'],
      scope,
      label: t('cmd-assign-me'),
      run: about(
        (ids) => void care(ids, { do: 'assign', person_id: me }, (count) => t('care-assigned-me', { count })),
      ),
    },
    { id: 'label', keys: ['l'], scope, label: t('cmd-label'), run: show('label') },
    {
      id: 'unread',
      keys: ['u'],
      scope,
      label: t('cmd-unread'),
      run: about((ids) => void care(ids, { do: 'unread' }, (count) => t('care-unread', { count }))),
    },
    {
      id: 'choose',
      keys: ['v'],
      scope,
      label: t('cmd-choose'),
      run: () => {
        const row = activeRow.get();
        if (row) choose(row, false);
      },
    },
    {
      id: 'choose-all',
      keys: ['Shift+v'],
      scope,
      label: t('cmd-choose-all'),
      run: () => chooseAll(shown.get()),
    },
  ]);
  return box && <Boxes kind={box.kind} ids={box.ids} onClose={() => careBox.set(null)} />;
}

/** Opens the conversation after the one that is about to leave the list. */
function useNext(open: string | null): (leaving: readonly string[]) => void {
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/inbox' });
  return (leaving) => {
    const order = shown.get();
    const from = order.indexOf(open ?? leaving[0] ?? '');
    const stays = (id: string) => !leaving.includes(id);
    const id = order.slice(from + 1).find(stays) ?? order.slice(0, Math.max(from, 0)).findLast(stays);
    activeRow.set(id ?? null);
    if (!open) return;
    if (id) void navigate({ to: '/inbox/$conversationId', params: { conversationId: id }, search });
    else void navigate({ to: '/inbox', search });
  };
}
