import { describe, expect, it } from 'vitest';
import type { Content, Message } from '~/api/types';
import { answeredSince, firstUnread, lines } from './group';

function message(id: string, minute: number, direction: 'in' | 'out' = 'in', content?: Content): Message {
  const at = new Date(2026, 2, 1, 10, minute).toISOString();
  return {
    id,
    direction,
    at,
    content: content ?? { type: 'text', body: id },
    author: direction === 'out' ? { kind: 'person', name: 'Rina', approved_by: null } : null,
    delivery: null,
  } as Message;
}

const look = (messages: Message[], unread = 0) =>
  lines(messages, firstUnread(messages, unread)).map((line) =>
    [line.message.id, line.newDay && 'D', line.first && '[', line.last && ']', line.unreadFrom && 'U']
      .filter(Boolean)
      .join(''),
  );

describe('lines', () => {
  it('groups what one hand wrote within minutes', () => {
    expect(look([message('a', 0), message('b', 2), message('c', 20), message('d', 21, 'out')])).toEqual([
      'aD[',
      'b]',
      'c[]',
      'd[]',
    ]);
  });

  it('separates days', () => {
    expect(look([message('a', 0), message('b', 24 * 60)])).toEqual(['aD[]', 'bD[]']);
  });

  it('marks where the unread ones begin', () => {
    expect(look([message('a', 0), message('b', 9, 'out'), message('c', 18)], 1).at(-1)).toBe('c[]U');
    expect(look([message('a', 0)], 9)).toEqual(['aD[]U']);
  });

  it('leaves out reactions to messages that are here', () => {
    const react = (target: string) => message('r', 3, 'in', { type: 'reaction', target, emoji: '👍' });
    expect(look([message('a', 0), react('a')])).toEqual(['aD[]']);
    expect(look([message('a', 0), react('elsewhere')])).toEqual(['aD[', 'r]']);
  });
});

describe('what is answered', () => {
  const by = (author: Partial<Message['author']>) =>
    ({
      ...message('b', 1, 'out'),
      author: { kind: 'rule', name: null, approved_by: null, ...author },
    }) as Message;
  const since = (...later: Message[]) => answeredSince([message('a', 0), ...later], 'a');

  it('was answered by a person, or with a draft that one let go', () => {
    expect(since(message('b', 1, 'out'))).toBe(true);
    expect(since(by({ approved_by: 'Rina' }))).toBe(true);
  });

  it('was not by a rule, by the customer, or before', () => {
    expect(since(by({}))).toBe(false);
    expect(since(message('b', 1))).toBe(false);
    expect(answeredSince([message('a', 0, 'out'), message('b', 1)], 'b')).toBe(false);
    expect(answeredSince([message('b', 1, 'out')], 'a')).toBe(false);
  });
});
