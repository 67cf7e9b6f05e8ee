import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readAgain } from '~/api/catch-up';
import { BASE } from '~/api/client';
import { LiveCache } from '~/api/live';
import { hearPresence } from '~/api/presence';
import { keys } from '~/api/queries';
import { type Link, LiveSocket } from '~/api/socket';
import type { ConversationDetail, Message } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { arrived } from '~/lib/arrived';
import { setServerNow } from '~/lib/clock';
import { store } from '~/lib/store';

export const link = store<Link>({ state: 'connecting' });
/** Nothing live comes through, but what is shown is read again every few seconds. */
export const polled = store(false);
let current: LiveSocket | null = null;

export function retryNow(): void {
  current?.connect();
}

/** Tells colleagues what one does in a conversation. */
export function tellPresence(doing: 'typing' | 'viewing' | 'gone', conversation: string): void {
  current?.send({ type: doing, conversation_id: conversation });
}

function address(workspace: string, after: number | null): string {
  const url = new URL(`${BASE}/events`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.searchParams.set('workspace', workspace);
  if (after !== null) url.searchParams.set('after', String(after));
  return url.href;
}

/** One summary at most every five seconds, never a voice per message. */
const SUMMARY_MS = 5000;

function summaries(say: (count: number, last: Message) => void) {
  let heard: Message[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (message: Message) => {
    heard.push(message);
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      const last = heard.at(-1);
      if (last) say(heard.length, last);
      heard = [];
    }, SUMMARY_MS);
  };
}

function nameOf(client: QueryClient, message: Message): string {
  const detail = client.getQueryData<ConversationDetail>(keys.conversation(message.conversation_id));
  return detail?.contact.name ?? '';
}

/** Keeps one live connection for the workspace while the desk is open. */
export function useLive(workspace: string | null): void {
  const client = useQueryClient();
  const { t } = useL10n();
  useEffect(() => {
    if (!workspace) return;
    const say = summaries((count, last) =>
      announce(t('inbox-arrived', { count, name: nameOf(client, last) })),
    );
    const cache = new LiveCache(client, (message) => {
      say(message);
      arrived.set(message);
    });
    const socket = new LiveSocket((after) => address(workspace, after), {
      onEvent: (event) => cache.add(event),
      onPresence: hearPresence,
      // What the gate said was said at another time.
      onClock: (now) => {
        setServerNow(now);
        readAgain(client);
      },
      onLink: (next) => link.set(next),
      onGap: () => readAgain(client),
      // What is read then is refused, and leads to the sign-in.
      onSignedOut: () => readAgain(client),
    });
    current = socket;
    const online = () => socket.connect();
    const offline = () => socket.drop();
    addEventListener('online', online);
    addEventListener('offline', offline);
    return () => {
      removeEventListener('online', online);
      removeEventListener('offline', offline);
      socket.close();
      if (current === socket) current = null;
    };
  }, [workspace, client, t]);
}
