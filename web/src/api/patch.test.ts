import { describe, expect, it } from 'vitest';
import { fresher } from './delivery';
import { newerDraft, putMessage, putRow } from './patch';
import type {
  ConversationDetail,
  ConversationRow,
  DeliveryState,
  Draft,
  Message,
  MessagePage,
} from './types';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 10, minute)).toISOString();

const NEVER = { accepted: null, sent: null, delivered: null, read: null, played: null, failed: null };

function message(id: string, minute: number, state?: DeliveryState): Message {
  return {
    id,
    conversation_id: 'c',
    direction: state ? 'out' : 'in',
    at: at(minute),
    received_at: at(minute),
    kind: 'text',
    content: { type: 'text', body: id },
    context: {
      quoted: null,
      forwarded: false,
      frequently_forwarded: false,
      product: null,
      private: false,
      story: null,
    },
    edited_at: null,
    deleted_at: null,
    reactions: [],
    author: null,
    delivery: state
      ? {
          state,
          times: NEVER,
          provider_id: null,
          template: null,
          failure: null,
          undo_until: null,
          resend_after: null,
          pricing: null,
        }
      : null,
    history: false,
    simulated: false,
    draft_id: null,
    sources: 0,
    errors: [],
  };
}

const page = (items: Message[], older: string | null, newer: string | null): MessagePage => ({
  items,
  older_cursor: older,
  newer_cursor: newer,
});

describe('putMessage', () => {
  const thread = {
    pages: [page([message('a', 1), message('b', 2)], 'o', 'n'), page([message('c', 4)], 'o2', null)],
    pageParams: [null, null],
  };
  const ids = (data: Pick<typeof thread, 'pages'>) =>
    data.pages.map((one) => one.items.map((item) => item.id).join(''));

  it('appends in time order to the newest page only', () => {
    expect(ids(putMessage(thread, message('d', 5)))).toEqual(['ab', 'cd']);
    expect(ids(putMessage(thread, message('d', 3)))).toEqual(['ab', 'dc']);
  });

  it('puts those of one second where the server does, whatever order they came in', () => {
    const put = (...all: Message[]) => ids(all.reduce<Parameters<typeof putMessage>[0]>(putMessage, thread));
    const came = (id: string, received: number) => ({ ...message(id, 6), received_at: at(received) });
    expect(put(came('f', 7), came('d', 9), came('e', 8))).toEqual(['ab', 'cdef']);
    const second = (id: string, time: string) => ({ ...message(id, 6), at: time });
    const finer = [
      second('d', '2026-09-30T10:06:00.804050Z'),
      second('e', '2026-09-30T10:06:00.804049Z'),
      second('f', '2026-09-30T10:06:00.804Z'),
    ];
    expect(put(...finer)).toEqual(['ab', 'cfed']);
  });

  it('never doubles a message', () => {
    const once = putMessage(thread, message('b', 2));
    expect(ids(putMessage(once, message('b', 2)))).toEqual(['ab', 'c']);
  });

  it('leaves the thread alone while its newest page is not here', () => {
    const cut = { ...thread, pages: thread.pages.slice(0, 1), pageParams: [null] };
    expect(putMessage(cut, message('z', 9))).toBe(cut);
  });
});

describe('fresher', () => {
  const states: DeliveryState[] = ['queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'played'];
  it('does not walk back, whatever order answers come in', () => {
    for (const [i, first] of states.entries()) {
      for (const [j, second] of states.entries()) {
        const shown = fresher(message('m', 1, first), message('m', 1, second)).delivery?.state;
        expect(shown).toBe(states[Math.max(i, j)]);
      }
    }
  });
  it('lets a delivery follow a failure, and a resend start over', () => {
    expect(fresher(message('m', 1, 'failed'), message('m', 1, 'delivered')).delivery?.state).toBe(
      'delivered',
    );
    expect(fresher(message('m', 1, 'failed'), message('m', 1, 'queued')).delivery?.state).toBe('queued');
    expect(fresher(message('m', 1, 'read'), message('m', 1, 'failed')).delivery?.state).toBe('read');
  });
});

describe('putRow', () => {
  const row = (id: string, minute: number) =>
    ({
      id,
      contact: { id, name: id, phone_hint: '…1', username: null },
      last: { at: at(minute), direction: 'in', kind: 'text', preview: id, status: null },
      updated_at: at(minute),
    }) as ConversationRow;
  const list = {
    pages: [
      { items: [row('a', 9), row('b', 8)], next_cursor: 'x' },
      { items: [row('c', 7)], next_cursor: null },
    ],
    pageParams: [null, 'x'],
  };
  const detail = (id: string, minute: number) =>
    ({ ...row(id, minute), contact: { id, name: id }, draft: null }) as unknown as ConversationDetail;
  const ids = (data: typeof list) => data.pages.map((one) => one.items.map((item) => item.id).join(''));

  it('moves a row up and keeps what the detail does not say', () => {
    const next = putRow(list, detail('c', 10));
    expect(ids(next as typeof list)).toEqual(['ca', 'b']);
    expect(next.pages[0]?.items[0]?.contact.phone_hint).toBe('…1');
  });

  it('keeps when a rule lets the draft go', () => {
    const draft = { id: 'd', state: 'waiting', auto_send_at: at(12) } as Draft;
    const next = putRow(list, { ...detail('c', 10), draft });
    expect(next.pages[0]?.items[0]?.draft).toEqual({ id: 'd', state: 'waiting', auto_send_at: at(12) });
  });

  it('lets a new row in', () => {
    expect(ids(putRow(list, detail('n', 11)) as typeof list)).toEqual(['nab', 'c']);
  });
});

it('a late answer never reopens a decided draft', () => {
  const draft = (version: number, state: Draft['state']) => ({ id: 'd', version, state }) as Draft;
  expect(newerDraft(draft(1, 'approved'), draft(1, 'waiting')).state).toBe('approved');
  expect(newerDraft(draft(2, 'waiting'), draft(1, 'held')).version).toBe(2);
  expect(newerDraft(draft(1, 'waiting'), draft(2, 'held')).state).toBe('held');
});
