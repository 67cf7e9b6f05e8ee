import { expect, it } from 'vitest';
import { makeBundle, say } from './bundle';

it('isolates what is foreign only in languages written from the right', () => {
  const source = 'left = بقي { $hours } س';
  expect(say(makeBundle('ar', source), 'left', { hours: 23 })).toBe('بقي \u206823\u2069 س');
  expect(say(makeBundle('en', 'left = { $hours } h left'), 'left', { hours: 23 })).toBe('23 h left');
});

it('says nothing where nobody wrote a word', () => {
  expect(say(makeBundle('en', 'a = b'), 'c')).toBe(null);
});
