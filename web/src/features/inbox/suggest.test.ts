import { describe, expect, it } from 'vitest';
import { lastWord, suggest, take } from './suggest';

const known = { labels: ['Grosir', 'Very urgent'], people: ['Sari', 'Budi'], channels: ['Toko Angin'] };
const puts = (text: string) => suggest(text, known).map((one) => one.put);

describe('suggest', () => {
  it.each([
    ['', ['is:', 'from:', 'assignee:', 'label:', 'channel:']],
    ['halo ', ['is:', 'from:', 'assignee:', 'label:', 'channel:']],
    ['i', ['is:']],
    ['sari', []],
    ['is:un', ['is:unread', 'is:unanswered']],
    ['is:unread', []],
    ['label:v', ['label:"Very urgent"']],
    ['label:"very u', ['label:"Very urgent"']],
    ['assignee:', ['assignee:me', 'assignee:none', 'assignee:Sari', 'assignee:Budi']],
    ['x channel:t', ['channel:"Toko Angin"']],
    ['from:', []],
  ])('%s', (text, expected) => expect(puts(text)).toEqual(expected));
});

describe('take', () => {
  it('puts it in place of the last word', () => {
    expect(take('halo is:un', { put: 'is:unread', open: false })).toBe('halo is:unread ');
    expect(take('label:"very u', { put: 'label:"Very urgent"', open: false })).toBe('label:"Very urgent" ');
    expect(take('la', { put: 'label:', open: true })).toBe('label:');
  });

  it('knows quotes', () => expect(lastWord('a label:"very ur')).toBe('label:"very ur'));
});
