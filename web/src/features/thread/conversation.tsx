import { usePrefetchInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { conversationQuery, messagesQuery } from '~/api/queries';
import type { ConversationDetail, Message } from '~/api/types';
import { Composer } from '~/features/composer/composer';
import { closedTemplate, isTemplateOpen } from '~/features/composer/template-kept';
import { templateWanted } from '~/features/composer/template-wanted';
import { EmojiPlace } from '~/features/emoji/emoji-place';
import { tellPresence } from '~/features/shell/use-live';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { keptText } from '~/lib/drafts-kept';
import { THREE_PANES, TWO_PANES, useMedia } from '~/lib/media';
import { contactPanel } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { useTitle } from '~/lib/title';
import { useKept } from '~/lib/use-kept';
import { Dialog } from '~/ui/dialog';
import { later } from '~/ui/later';
import { Bones, Failure } from '~/ui/states';
import { contactWanted } from './contact-wanted';
import { ThreadHeader } from './header';
import { useNewestInbound } from './newest';
import { Thread } from './thread';

const ContactPanel = later(
  withWords(['contact', 'contacts'], async () => (await import('~/features/contact/panel')).ContactPanel),
  <Bones rows={4} />,
);
/** On its way as soon as a conversation is, without holding it up. */
const draftPlace = withWords(['drafts'], async () => (await import('~/features/drafts/place')).DraftPlace);
const DraftPlace = later(draftPlace, <Bones rows={2} />);
draftPlace().catch(() => undefined);

/** A conversation with everything one needs to answer it. */
export function Conversation({ id }: { id: string }) {
  const query = useQuery({
    ...conversationQuery(id),
    // A draft that comes to nothing says so to nobody.
    refetchInterval: ({ state }) => (state.data?.drafting_since ? DRAFTING_EVERY_MS : false),
  });
  // Both are wanted: the messages are asked for while the conversation is on its way.
  usePrefetchInfiniteQuery(messagesQuery(id));
  if (query.isPending) return <Bones rows={5} avatar />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Loaded key={id} conversation={query.data} />;
}

/** How often one asks while a draft is being made. */
const DRAFTING_EVERY_MS = 2_000;

/** Presence lasts 15 s on the server; this renews it in time. */
const VIEWING_EVERY_MS = 5_000;

function Loaded({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useL10n();
  const [quote, setQuote] = useState<Message | null>(null);
  const [wanted, setWanted] = useState(() => templateWanted.get() === conversation.id);
  const [filling, keepFilling] = useKept('template', conversation.id);
  const template = wanted || isTemplateOpen(filling);
  const setTemplate = (next: boolean) => {
    setWanted(next);
    if (!next) keepFilling(closedTemplate(keptText('template', conversation.id)));
  };
  const chooseTemplate = useCallback(() => setWanted(true), []);
  useEffect(() => templateWanted.set(null), []);
  const side = useMedia(THREE_PANES);
  const kept = useStore(contactPanel) === 'open';
  const [sheet, setSheet] = useState(false);
  const panelOpen = side ? kept : sheet;
  const togglePanel = () => (side ? contactPanel.set(kept ? 'closed' : 'open') : setSheet(!sheet));
  const panel = useRef<HTMLElement>(null);
  const asked = useStore(contactWanted) === conversation.id;
  useEffect(() => {
    if (!asked) return;
    contactWanted.set(null);
    if (!side) return setSheet(true);
    contactPanel.set('open');
    setTimeout(() => panel.current?.focus(), 0);
  }, [asked, side]);
  const whole = useRef<HTMLDivElement>(null);
  const newestInbound = useNewestInbound(conversation.id);
  const focusReply = () => {
    setTemplate(false);
    setTimeout(() => whole.current?.querySelector<HTMLElement>('textarea, [role=combobox]')?.focus(), 0);
  };
  const focusThread = () => whole.current?.querySelector<HTMLElement>('section[tabindex]')?.focus();
  useTitle(conversation.contact.name);
  useEffect(() => {
    const tell = () => document.visibilityState === 'visible' && tellPresence('viewing', conversation.id);
    tell();
    const timer = setInterval(tell, VIEWING_EVERY_MS);
    const leave = () => tellPresence('gone', conversation.id);
    const look = () => (document.visibilityState === 'visible' ? tell() : leave());
    document.addEventListener('visibilitychange', look);
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [conversation.id]);
  useLeave();
  useCommands([{ id: 'panel', keys: [']'], scope: 'thread', label: t('cmd-panel'), run: togglePanel }]);
  const drafts = Boolean(conversation.draft ?? conversation.drafting_since);
  return (
    <div className="flex h-full min-h-0">
      <EmojiPlace />
      <div ref={whole} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ThreadHeader conversation={conversation} panelOpen={panelOpen} onPanel={togglePanel} />
        <Thread conversation={conversation} onQuote={setQuote} onTemplate={chooseTemplate} />
        {drafts && !template && (
          <div className="min-h-0 shrink overflow-y-auto border-t border-line bg-panel px-3 pt-3 sm:px-5">
            <DraftPlace
              conversation={conversation}
              newestInbound={newestInbound}
              onWrite={focusReply}
              onTemplate={chooseTemplate}
              onDecided={focusThread}
            />
          </div>
        )}
        <div
          className={`max-h-[calc(100dvh-15rem)] shrink-0 overflow-y-auto ${drafts && !template ? '[&>div]:border-t-0' : ''}`}
        >
          <Composer
            conversation={conversation}
            quote={quote}
            onQuoteDone={() => setQuote(null)}
            chosen={template}
            onChosen={setTemplate}
          />
        </div>
      </div>
      {side && kept && (
        <aside
          ref={panel}
          tabIndex={-1}
          aria-label={t('contact-title')}
          className="w-72 shrink-0 overflow-y-auto border-s border-line bg-panel xl:w-80"
        >
          <ContactPanel conversation={conversation} />
        </aside>
      )}
      {!side && (
        <Dialog side open={sheet} onClose={() => setSheet(false)} title={t('contact-title')}>
          <ContactPanel conversation={conversation} />
        </Dialog>
      )}
    </div>
  );
}

/** Escape goes up: to the list. */
function useLeave(): void {
  const { t } = useL10n();
  const navigate = useNavigate();
  const search = useSearch({ from: '/desk/inbox' });
  const wide = useMedia(TWO_PANES);
  useCommands([
    {
      id: 'up',
      keys: ['Escape'],
      scope: 'thread',
      label: t('cmd-up'),
      run: () => {
        const list = document.querySelector<HTMLElement>('[role=listbox]');
        if (wide && list && !list.contains(document.activeElement)) list.focus();
        else void navigate({ to: '/inbox', search });
      },
    },
  ]);
}
