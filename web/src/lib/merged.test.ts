import { expect, test } from 'vitest';
import { crossed, merged } from './merged';

const base = { agent: 'a', language: 'id', hours: [[8, 17]] };

test('what somebody else saved comes in beside what is being changed', () => {
  const mine = { ...base, language: 'en' };
  const saved = { ...base, agent: 'b' };
  expect(merged(base, mine, saved)).toEqual({ agent: 'b', language: 'en', hours: [[8, 17]] });
  expect(crossed(base, mine, saved)).toBe(false);
});

test('what two change at once stays as it is being typed, and is told', () => {
  const mine = { ...base, hours: [[9, 12]] };
  const saved = { ...base, hours: [[7, 15]] };
  expect(merged(base, mine, saved)).toEqual(mine);
  expect(crossed(base, mine, saved)).toBe(true);
});

test('what is saved is no change any more', () => {
  const mine = { ...base, agent: 'c' };
  expect(merged(base, mine, mine)).toEqual(mine);
  expect(crossed(base, mine, mine)).toBe(false);
  expect(merged(base, base, { ...base, agent: 'd' }).agent).toBe('d');
});
