import { expect, it } from 'vitest';
import { resendAfter } from './resend-after';

const at = '2026-11-26T08:00:00Z';

it.each([
  ['08:00', '2026-11-26T08:15:00.000Z'],
  ['08:14', '2026-11-26T08:15:00.000Z'],
  ['08:15', null],
  ['09:00', null],
])('at %s it is %s', (now, wanted) =>
  expect(resendAfter(at, Date.parse(`2026-11-26T${now}:00Z`))).toBe(wanted),
);
