import { beforeEach, expect, it } from 'vitest';
import { keepText, texts } from '~/lib/drafts-kept';
import { keepEdit, leftBehind } from './kept';

const draft = (id: string) => ({ id, conversation_id: 'c', text: 'Buka jam 9.' });

beforeEach(() => texts.set(new Map()));

it('what was made of a draft is left behind when another stands there', () => {
  keepEdit(draft('a'), 'Buka jam 9 pagi.');
  expect(leftBehind('c', 'a')).toBeNull();
  expect(leftBehind('c', 'b')).toBe('a');
  expect(leftBehind('c', null)).toBe('a');
  expect(leftBehind('other', null)).toBeNull();
});

it('a second draft that is changed takes nothing from the first', () => {
  keepEdit(draft('a'), 'Buka jam 9 pagi.');
  keepEdit(draft('b'), 'Besok buka.');
  expect(leftBehind('c', 'b')).toBe('a');
  keepText('edit', 'a', '');
  expect(leftBehind('c', 'b')).toBeNull();
  expect(leftBehind('c', 'd')).toBe('b');
});

it('a draft whose own words are there again leaves nothing', () => {
  keepEdit(draft('a'), 'Buka jam 9 pagi.');
  keepEdit(draft('a'), 'Buka jam 9.');
  expect(leftBehind('c', null)).toBeNull();
});
