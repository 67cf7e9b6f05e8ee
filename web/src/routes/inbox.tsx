import { Outlet, useParams } from '@tanstack/react-router';
import { CareCommands } from '~/features/inbox/care-commands';
import { PickOne } from '~/features/inbox/empty';
import { ConversationList } from '~/features/inbox/list';
import { usePhone } from '~/features/session/use-phone';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { TWO_PANES, useMedia } from '~/lib/media';
import { listPane, phoneDock } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { useTitle } from '~/lib/title';
import { later } from '~/ui/later';

const PhoneDock = later(async () => (await import('~/features/inbox/phone-dock')).PhoneDock);

/** List and thread side by side; on a phone one after the other. */
export function InboxRoute() {
  const { t } = useL10n();
  const { conversationId } = useParams({ strict: false });
  const open = conversationId ?? null;
  const wide = useMedia(TWO_PANES);
  const listed = useStore(listPane) === 'open';
  const phone = usePhone();
  const docked = useStore(phoneDock) === 'open';
  useTitle(t('inbox-title'));
  useCommands([
    {
      id: 'list',
      keys: ['['],
      scope: 'inbox',
      label: t('cmd-list'),
      run: () => listPane.set(listed ? 'closed' : 'open'),
      when: () => wide && open !== null,
    },
  ]);
  return (
    <div className="flex h-full min-h-0">
      <CareCommands />
      {(wide ? listed || !open : !open) && (
        <div className="w-full min-w-0 border-line sm:w-72 sm:shrink-0 sm:border-e md:w-80 lg:w-90">
          <ConversationList open={open} />
        </div>
      )}
      {open && (!wide || !listed) && <h1 className="sr-only">{t('inbox-title')}</h1>}
      {(wide || open) && <div className="min-w-0 flex-1">{open ? <Outlet /> : <PickOne />}</div>}
      {phone && docked && <PhoneDock phone={phone} />}
    </div>
  );
}
