import { describe, expect, it } from 'vitest';
import { type Command, chord, find, isSingle, isTextField, isTyping, spell } from './keys';

const press = (key: string, held: Partial<Parameters<typeof chord>[0]> = {}) =>
  chord({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

const command = (id: string, ...keys: string[]): Command => ({
  id,
  keys,
  scope: 'global',
  label: id,
  run: () => {},
});

describe('chord', () => {
  it.each([
    [press('j'), 'j'],
    [press('J', { shiftKey: true }), 'Shift+j'],
    [press('?', { shiftKey: true }), '?'],
    [press('k', { ctrlKey: true }), 'Mod+k'],
    [press('k', { metaKey: true }), 'Mod+k'],
    [press('Enter', { metaKey: true }), 'Mod+Enter'],
    [press('Enter', { shiftKey: true }), 'Shift+Enter'],
    [press('Escape'), 'Escape'],
  ])('spells %s', (got, wanted) => expect(got).toBe(wanted));

  it.each([
    ['a', true],
    ['Shift+e', true],
    ['?', true],
    ['Mod+k', false],
    ['Escape', false],
  ])('%s alone is %s', (pressed, single) => expect(isSingle(pressed)).toBe(single));
});

describe('find', () => {
  const commands = [command('inbox', 'g i'), command('approve', 'a'), command('approvals', 'g a')];

  it('waits for the second half of a sequence', () => {
    const first = find(commands, [], 'g');
    expect(first).toEqual({ command: null, pending: ['g'] });
    expect(find(commands, first.pending, 'a').command?.id).toBe('approvals');
  });

  it('starts over when the sequence breaks off', () => {
    expect(find(commands, ['g'], 'x')).toEqual({ command: null, pending: [] });
    expect(find([...commands, command('reply', 'r')], ['g'], 'r').command?.id).toBe('reply');
  });

  it('lets the innermost place decide, and skips what does not apply', () => {
    const inner = { ...command('inner', 'a'), when: () => true };
    expect(find([...commands, inner], [], 'a').command?.id).toBe('inner');
    expect(find([...commands, { ...inner, when: () => false }], [], 'a').command?.id).toBe('approve');
  });
});

describe('isTextField', () => {
  it.each([
    [{ tagName: 'INPUT', type: 'text' }, true],
    [{ tagName: 'INPUT', type: 'checkbox' }, false],
    [{ tagName: 'TEXTAREA' }, true],
    [{ tagName: 'DIV', isContentEditable: true }, true],
    [{ tagName: 'BUTTON' }, false],
    [null, false],
  ])('%j: %s', (place, text) => expect(isTextField(place)).toBe(text));
});

describe('isTyping', () => {
  const field = { tagName: 'INPUT', type: 'text' };
  it.each([
    ['a', field, true],
    ['Mod+Enter', field, true],
    ['Mod+k', field, false],
    ['Escape', field, false],
    ['Mod+Enter', { tagName: 'BUTTON' }, false],
    ['Mod+Enter', null, false],
  ])('%s in %j: %s', (pressed, place, typing) => expect(isTyping(pressed, place)).toBe(typing));
});

it('shows keys as a person knows them', () => {
  expect(spell('Mod+k', true)).toEqual(['⌘', 'K']);
  expect(spell('Mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(spell('g i', false)).toEqual(['G', 'I']);
});
