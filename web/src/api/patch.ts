import type { InfiniteData } from '@tanstack/react-query';
import { fresher } from './delivery';
import type {
  Contact,
  ConversationDetail,
  ConversationRow,
  Draft,
  DraftState,
  Message,
  MessagePage,
  Page,
  QueuedDraft,
} from './types';

/** Pure changes to what is kept in the query cache. */

type Thread = InfiniteData<MessagePage, unknown>;
type Rows = InfiniteData<Page<ConversationRow>, unknown>;

/** What a browser's clock leaves of a time below its milliseconds. */
const below = (time: string) => (/\.(\d+)/.exec(time)?.[1] ?? '').padEnd(9, '0').slice(3);

/** The server's order, by time and id: Meta tells whole seconds, and every browser must show those of one second alike. */
function later(a: Message, b: Message): number {
  const sooner = (one: string, other: string) => Number(one > other) - Number(one < other);
  return Date.parse(a.at) - Date.parse(b.at) || sooner(below(a.at), below(b.at)) || sooner(a.id, b.id);
}

/** Puts a message in its place: over its older self, or at the end when the newest page is here. */
export function putMessage(thread: Thread, message: Message): Thread {
  const here = thread.pages.findIndex((page) => page.items.some((one) => one.id === message.id));
  const at = here >= 0 ? here : thread.pages.length - 1;
  const page = thread.pages[at];
  if (!page || (here < 0 && page.newer_cursor)) return thread;
  const items =
    here >= 0
      ? page.items.map((one) => (one.id === message.id ? fresher(one, message) : one))
      : [...page.items, message].sort(later);
  return { ...thread, pages: thread.pages.with(at, { ...page, items }) };
}

/** A list row out of a conversation's details. */
function rowOf(detail: ConversationDetail, before?: ConversationRow): ConversationRow {
  const { contact, draft, verdicts: _, drafting_since: __, ...rest } = detail;
  const open =
    draft && isOpen(draft.state)
      ? { id: draft.id, state: draft.state, auto_send_at: draft.auto_send_at }
      : null;
  return {
    ...rest,
    contact: hintOf(contact, before?.contact),
    draft: open,
  };
}

/** A contact as lists show it: what the details do not say stays. */
function hintOf(contact: Contact, before?: ConversationRow['contact']): ConversationRow['contact'] {
  return {
    id: contact.id,
    name: contact.name,
    phone_hint: contact.phone_hint ?? before?.phone_hint ?? null,
    username: contact.username ?? before?.username ?? null,
  };
}

/** The conversation of a draft that waits, out of its details. */
export function threadOf(
  { contact, channel, window }: ConversationDetail,
  before: QueuedDraft['conversation'],
): QueuedDraft['conversation'] {
  return { contact: hintOf(contact, before.contact), channel, window };
}

export function isOpen(state: DraftState): boolean {
  return state === 'waiting' || state === 'held' || state === 'no_grounding';
}

const newestFirst = (a: ConversationRow, b: ConversationRow) => activity(b) - activity(a);
const activity = (row: ConversationRow) => Date.parse(row.last?.at ?? row.updated_at);

/** Puts a row into the list of all conversations, in its order; pages keep their cursors. */
export function putRow(list: Rows, detail: ConversationDetail): Rows {
  const all = list.pages.flatMap((page) => page.items);
  const before = all.find((row) => row.id === detail.id);
  const row = rowOf(detail, before);
  const next = [...all.filter((one) => one.id !== row.id), row].sort(newestFirst);
  const sizes = list.pages.map((page) => page.items.length);
  if (!before) sizes[0] = (sizes[0] ?? 0) + 1;
  let from = 0;
  const pages = list.pages.map((page, index) => {
    const items = next.slice(from, from + (sizes[index] ?? 0));
    from += items.length;
    return { ...page, items };
  });
  return { ...list, pages };
}

/** Takes a row out: the conversation is asleep or done. */
export function dropRow(list: Rows, id: string): Rows {
  return {
    ...list,
    pages: list.pages.map((page) => ({ ...page, items: page.items.filter((row) => row.id !== id) })),
  };
}

/** Changes a row where it stands: order and belonging stay the server's to say. */
export function refreshRow(list: Rows, detail: ConversationDetail): Rows {
  const change = (row: ConversationRow) => (row.id === detail.id ? rowOf(detail, row) : row);
  return { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}

/** The newer version of a draft; an answer that comes late never undoes a decision. */
export function newerDraft(before: Draft | null | undefined, after: Draft): Draft {
  if (!before || before.id !== after.id) return after;
  if (after.version !== before.version) return after.version > before.version ? after : before;
  return isOpen(before.state) || !isOpen(after.state) ? after : before;
}
