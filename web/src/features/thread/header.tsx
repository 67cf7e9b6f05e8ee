import { Link, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Clock, Eye, PanelRight, PencilLine, UserRound } from 'lucide-react';
import { usePresence } from '~/api/presence';
import type { ConversationDetail } from '~/api/types';
import { isLate } from '~/features/composer/mode';
import { CareBar } from '~/features/inbox/care-bar';
import { careBox } from '~/features/inbox/care-commands';
import { ChannelIcon } from '~/features/inbox/channel-icon';
import { useMe, useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { TWO_PANES, useMedia } from '~/lib/media';
import { useNow } from '~/lib/now';
import { lateUntil, windowLook } from '~/lib/window';
import { useWindowWords } from '~/ui/avatar';
import { Explained } from '~/ui/explained';
import { IconButton } from '~/ui/icon-button';
import { laterQuiet } from '~/ui/later';
import { Switch } from '~/ui/switch';
import { WindowChip } from '~/ui/window-chip';
import { useFloor } from './use-floor';

const Viewers = laterQuiet(async () => (await import('./viewers')).Viewers);

interface Props {
  conversation: ConversationDetail;
  panelOpen: boolean;
  onPanel: () => void;
}

export function ThreadHeader({ conversation, panelOpen, onPanel }: Props) {
  const { t } = useL10n();
  const wide = useMedia(TWO_PANES);
  const search = useSearch({ from: '/desk/inbox' });
  const { contact, channel } = conversation;
  const phone = contact.identities.find((one) => one.kind === 'phone');
  // Who has told nothing else is called by the handle already.
  const handle = contact.name === `@${contact.username}` ? null : contact.username;
  return (
    <header className="@container flex min-h-14 items-center gap-2 border-b border-line bg-panel px-2 py-1.5 sm:ps-5 sm:pe-3">
      {!wide && (
        <Link
          to="/inbox"
          search={search}
          aria-label={t('app-back')}
          className="grid size-11 shrink-0 place-items-center rounded-lg hover:bg-hover"
        >
          <ArrowLeft size={20} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      )}
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <h2 tabIndex={-1} className="truncate text-base font-semibold">
            <bdi className="block truncate">{contact.name}</bdi>
          </h2>
          <span dir="ltr" className="shrink-0 text-xs text-quiet @max-xl:hidden">
            {phone ? (
              <Explained text={`+${phone.value}`}>{contact.phone_hint ?? handle}</Explained>
            ) : (
              (contact.phone_hint ?? handle)
            )}
          </span>
        </div>
        <SubLine conversation={conversation} channel={channel} />
      </div>
      <CareBar conversation={conversation} />
      <Viewers conversation={conversation.id} />
      <Floor conversation={conversation} />
      <Countdown conversation={conversation} />
      <IconButton
        label={panelOpen ? t('thread-contact-hide') : t('thread-contact-show')}
        pressed={panelOpen}
        onClick={onPanel}
      >
        <PanelRight size={18} className="rtl:-scale-x-100" />
      </IconButton>
    </header>
  );
}

function SubLine({
  conversation,
  channel,
}: Pick<Props, 'conversation'> & Pick<ConversationDetail, 'channel'>) {
  const { t } = useL10n();
  const me = useMe();
  const others = usePresence(conversation.id, me.person.id);
  const typing = others.find((one) => one.doing === 'typing');
  const viewing = others.map((one) => one.person.name).join(', ');
  return (
    <p className="flex items-center gap-1.5 truncate text-xs text-quiet">
      {typing ? (
        <>
          <PencilLine size={13} aria-hidden="true" className="text-accent" />
          <span className="truncate text-accent">{t('thread-typing', { name: typing.person.name })}</span>
        </>
      ) : others.length > 0 ? (
        <>
          <Eye size={13} aria-hidden="true" />
          <span className="truncate">{t('thread-viewing', { name: viewing })}</span>
        </>
      ) : (
        <>
          <ChannelIcon kind={channel.kind} topic={conversation.topic !== null} size={13} />
          <span className="truncate">
            {channel.name} · <bdi>{channel.display}</bdi>
            {conversation.topic && ` · ${t('row-comments')}`}
          </span>
        </>
      )}
    </p>
  );
}

function Countdown({ conversation: { window, verdicts } }: Pick<Props, 'conversation'>) {
  const { t, appointment } = useL10n();
  const words = useWindowWords();
  const look = windowLook(window, useNow());
  const open = 'share' in look;
  const until = isLate(verdicts) && lateUntil(window);
  return (
    <Explained
      text={
        until
          ? t('window-explain-late', { when: appointment(until) })
          : t(`window-explain-${open ? 'open' : look.tone}`, look)
      }
    >
      <WindowChip look={look}>
        <Clock size={12} aria-hidden="true" />
        <span className="@max-xl:sr-only">{until ? t('window-late') : words(look)}</span>
        {open && (
          <span aria-hidden="true" className="@xl:hidden">
            {look.hours > 0
              ? t('window-short-hours', { hours: look.hours })
              : t('window-short-minutes', { minutes: look.minutes })}
          </span>
        )}
      </WindowChip>
    </Explained>
  );
}

/** Who answers here. A switch only where one may turn it; else words that say why it is so. */
function Floor({ conversation }: Pick<Props, 'conversation'>) {
  const { t } = useL10n();
  const floor = useFloor(conversation.id);
  const reason = useReason()('send');
  const human = floor.isPending ? floor.variables : conversation.human_has_floor;
  const fixed = fixedFloor(conversation);
  const words = (
    <>
      <UserRound size={14} aria-hidden="true" />
      <span className="@max-xl:sr-only">
        {fixed ? t(`thread-floor-${fixed}.short`) : t(`thread-floor-${human ? 'human' : 'auto'}`)}
      </span>
    </>
  );
  return (
    <span className="flex shrink-0 text-xs text-quiet max-md:hidden">
      {fixed || reason ? (
        <Explained text={fixed ? t(`thread-floor-${fixed}`) : reason}>
          <span className="flex items-center gap-2">{words}</span>
        </Explained>
      ) : (
        <Switch
          isSelected={human}
          help={t(`thread-floor-help-${human ? 'human' : 'auto'}`)}
          onChange={(next) =>
            next ? floor.mutate(true) : careBox.set({ kind: 'hand-back', ids: [conversation.id] })
          }
          label={t('thread-floor-label')}
        >
          {words}
        </Switch>
      )}
    </span>
  );
}

/** Why there is nothing to turn: the person said stop, or AI sends nothing here anyway. */
function fixedFloor({ consent, mode }: ConversationDetail): 'stopped' | 'drafts' | 'off' | null {
  if (consent === 'opted_out') return 'stopped';
  return mode === 'auto_send' ? null : mode === 'off' ? 'off' : 'drafts';
}
