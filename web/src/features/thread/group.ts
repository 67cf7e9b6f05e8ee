import type { Message } from '~/api/types';
import { daysBetween } from '~/lib/format';

/** One line of the thread: a message with how it joins its neighbours. */
export interface Line {
  message: Message;
  /** First of its day: a separator stands above it. */
  newDay: boolean;
  /** First and last of a run by the same hand. */
  first: boolean;
  last: boolean;
  /** Unread messages begin here. */
  unreadFrom: boolean;
}

/** Messages of one hand this close together form a group. */
const TOGETHER_MS = 5 * 60_000;

function hand(message: Message): string {
  if (isNotice(message)) return message.id;
  const author = message.author;
  return `${message.direction} ${author?.kind ?? ''} ${author?.name ?? ''} ${author?.approved_by ?? ''}`;
}

/** Said by nobody: shown in the middle. */
export function isNotice(message: Message): boolean {
  return message.content.type === 'system' || message.content.type === 'welcome';
}

/** Reactions that belong to a message show as chips on it, not as lines. */
function isOwnLine(message: Message, here: ReadonlySet<string>): boolean {
  return message.content.type !== 'reaction' || !here.has(message.content.target);
}

/** The first of the `unread` newest inbound messages; null when none is unread. */
export function firstUnread(messages: readonly Message[], unread: number): string | null {
  const inbound = messages.filter((message) => message.direction === 'in' && !isNotice(message));
  return unread > 0 ? (inbound.at(-Math.min(unread, inbound.length))?.id ?? null) : null;
}

/** Whether a person answered after a message: what stands before that answer is no longer unread. */
export function answeredSince(messages: readonly Message[], id: string | undefined): boolean {
  const at = messages.findIndex((message) => message.id === id);
  const byPerson = ({ direction, author }: Message) =>
    direction === 'out' && (author?.kind === 'person' || Boolean(author?.approved_by));
  return at >= 0 && messages.slice(at + 1).some(byPerson);
}

/** Joins messages, oldest first, into lines. */
export function lines(messages: readonly Message[], unreadFrom: string | null): Line[] {
  const here = new Set(messages.flatMap((one) => [one.id, one.delivery?.provider_id ?? '']));
  const shown = messages.filter((message) => isOwnLine(message, here));
  const joined = (a: Message | undefined, b: Message | undefined) =>
    a !== undefined &&
    b !== undefined &&
    hand(a) === hand(b) &&
    Date.parse(b.at) - Date.parse(a.at) < TOGETHER_MS &&
    daysBetween(Date.parse(a.at), Date.parse(b.at)) === 0;
  return shown.map((message, index) => {
    const before = shown[index - 1];
    return {
      message,
      newDay: !before || daysBetween(Date.parse(before.at), Date.parse(message.at)) !== 0,
      first: !joined(before, message),
      last: !joined(message, shown[index + 1]),
      unreadFrom: message.id === unreadFrom,
    };
  });
}
