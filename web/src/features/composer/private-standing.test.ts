import { expect, it } from 'vitest';
import { standing } from './private-standing';

const now = Date.parse('2026-11-28T07:00:00Z');
const told = (until: string, answered = false) => ({ until, answered });

it.each([
  [undefined, 'open'],
  [told('2026-11-28T07:00:01Z'), 'open'],
  [told('2026-11-28T07:00:00Z'), 'over'],
  [told('2026-12-01T07:00:00Z', true), 'answered'],
  [told('2026-11-01T07:00:00Z', true), 'answered'],
])('%j is %s', (one, wanted) => expect(standing(one, now)).toBe(wanted));
