import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { alertsKey } from './alerts';
import { cannedKey, composerKey } from './canned';
import { attempted, CatchUp, readAgain } from './catch-up';
import { api, ok } from './client';
import { inboxKeys } from './inbox';
import { jobsKey } from './jobs';
import { mentionsKey } from './mentions';
import { notesKey } from './notes';
import { settled } from './outbox';
import { dropRow, newerDraft, putMessage, putRow, refreshRow, threadOf } from './patch';
import { keys } from './queries';
import type {
  ConversationDetail,
  ConversationRow,
  Draft,
  Message,
  MessagePage,
  Page,
  QueuedDraft,
} from './types';
import type { LiveEvent } from './types-admin';

/** Events of this long are worked off together. */
const GATHER_MS = 60;

/** More conversations than this at once are not read one by one. */
const MANY = 25;

type Rows = InfiniteData<Page<ConversationRow>, unknown>;
type Thread = InfiniteData<MessagePage, unknown>;
type Queue = InfiniteData<Page<QueuedDraft>, unknown>;

/** Keeps a message the server gave, wherever its thread is shown. */
export function keepMessage(client: QueryClient, message: Message): void {
  client.setQueryData<Thread>(keys.messages(message.conversation_id), (thread) =>
    thread ? putMessage(thread, message) : thread,
  );
}

/** Keeps a conversation the server gave, in its page and in the lists. */
export function keepConversation(client: QueryClient, detail: ConversationDetail): void {
  client.setQueryData<ConversationDetail>(keys.conversation(detail.id), (before) => {
    const draft =
      detail.draft && before?.draft ? newerDraft(before.draft, detail.draft) : (detail.draft ?? null);
    return { ...detail, draft };
  });
  for (const [key, list] of client.getQueriesData<Rows>({ queryKey: keys.conversations })) {
    if (!list) continue;
    const whole = key[1] === 'all' && key[2] === '';
    const put = detail.state === 'open' ? putRow(list, detail) : dropRow(list, detail.id);
    client.setQueryData<Rows>(key, whole ? put : refreshRow(list, detail));
  }
  changeQueue(client, (one) =>
    one.conversation_id === detail.id ? { ...one, conversation: threadOf(detail, one.conversation) } : one,
  );
}

/** Keeps a draft the server gave: by itself, in its conversation and in the queue. */
export function keepDraft(client: QueryClient, draft: Draft): void {
  client.setQueryData<Draft>(keys.draft(draft.id), (before) => newerDraft(before, draft));
  client.setQueryData<ConversationDetail>(keys.conversation(draft.conversation_id), (detail) =>
    detail && (detail.draft?.id === draft.id || !detail.draft)
      ? { ...detail, draft: newerDraft(detail.draft, draft) }
      : detail,
  );
  changeQueue(client, (one) => (one.id === draft.id ? { ...one, ...newerDraft(one, draft) } : one));
}

/** Changes what waits, wherever the queue is kept. */
function changeQueue(client: QueryClient, change: (one: QueuedDraft) => QueuedDraft): void {
  client.setQueriesData<Queue>({ queryKey: keys.drafts }, (list) =>
    list ? { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) } : list,
  );
}

/** Works off events: each names what changed; what is shown of it is read again by id. */
export class LiveCache {
  #gathered: LiveEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #catchUp = new CatchUp(
    () => readAgain(this.client),
    () => this.#lists(true, true),
  );

  constructor(
    private readonly client: QueryClient,
    /** Told about messages that came in, for the polite announcement. */
    private readonly onInbound: (message: Message) => void,
  ) {}

  add(event: LiveEvent): void {
    this.#gathered.push(event);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#work(this.#gathered.splice(0));
    }, GATHER_MS);
  }

  async #work(events: readonly LiveEvent[]): Promise<void> {
    const distinct = (pick: (event: LiveEvent) => string | undefined) =>
      [...new Set(events.map(pick))].filter((id) => id !== undefined);
    const messages = distinct((event) => (event.kind.startsWith('message.') ? event.message_id : undefined));
    const created = new Set(distinct((e) => (e.kind === 'message.created' ? e.message_id : undefined)));
    const moved = distinct((event) => (event.kind === 'note.updated' ? undefined : event.conversation_id));
    // A decision about hundreds: what is open is read again by itself, the rest with its lists.
    const many = moved.length > MANY;
    const conversations = many
      ? moved.filter((id) => this.client.getQueryData(keys.conversation(id)) !== undefined)
      : moved;
    const drafts = distinct((event) => (event.kind === 'draft.updated' ? event.draft_id : undefined));
    const missed = await attempted([
      ...(many ? [] : messages).map((id) => () => this.#message(id, created.has(id), events)),
      ...conversations.map((id) => () => this.#conversation(id)),
      ...drafts.map((id) => () => this.#draft(id)),
    ]);
    void this.#catchUp.late(missed);
    if (many) for (const key of [keys.conversations, ['messages']]) this.#read(key);
    this.#lists(moved.length > 0, drafts.length > 0);
    for (const event of events) this.#settings(event);
  }

  async #message(id: string, created: boolean, events: readonly LiveEvent[]): Promise<void> {
    const where = events.find((event) => event.message_id === id)?.conversation_id;
    const shown = where === undefined || this.client.getQueryData(keys.messages(where)) !== undefined;
    if (!shown && !created) return;
    const message = await ok(api.GET('/messages/{id}', { params: { path: { id } } }));
    await settled(message.conversation_id);
    keepMessage(this.client, message);
    void this.client.invalidateQueries({ queryKey: [...keys.evidence, 'message', id] });
    this.#read(keys.privately);
    if (created && message.direction === 'in') this.onInbound(message);
  }

  async #conversation(id: string): Promise<void> {
    keepConversation(this.client, await ok(api.GET('/conversations/{id}', { params: { path: { id } } })));
  }

  async #draft(id: string): Promise<void> {
    keepDraft(this.client, await ok(api.GET('/drafts/{id}', { params: { path: { id } } })));
  }

  #lists(rows: boolean, drafts: boolean): void {
    if (rows) {
      void this.client.invalidateQueries({ queryKey: keys.counts });
      void this.client.invalidateQueries({
        queryKey: keys.conversations,
        predicate: (query) => query.queryKey[1] !== 'all' || query.queryKey[2] !== '',
      });
    }
    if (drafts) for (const key of [keys.drafts, keys.decisions]) this.#read(key);
  }

  #read(key: readonly string[]): void {
    void this.client.invalidateQueries({ queryKey: key });
  }

  #settings(event: LiveEvent): void {
    const read = (key: readonly string[]) => this.#read(key);
    if (event.kind === 'label.updated') {
      read(inboxKeys.labels);
      read(keys.conversations);
      read(['conversation']);
    }
    if (event.kind === 'contact.updated') {
      read(keys.contacts);
      read(['contact']);
    }
    if (event.kind === 'availability.updated') read(inboxKeys.assignees);
    if (event.kind === 'assignment.updated') read(inboxKeys.rule);
    if (event.kind === 'channel.updated') {
      read(keys.channels);
      read(['conversation']);
    }
    if (event.kind === 'note.updated' && event.conversation_id) read(notesKey(event.conversation_id));
    if (event.kind === 'mention.updated') read(mentionsKey);
    if (event.kind === 'alert.updated') read(alertsKey);
    if (event.kind === 'canned_reply.updated') read(cannedKey);
    if (event.kind === 'composer.updated') read(composerKey);
    if (event.kind === 'template.updated') read(keys.templates);
    if (event.kind === 'knowledge.updated') read(keys.knowledge);
    if (event.kind === 'job.updated') read(jobsKey);
  }
}
