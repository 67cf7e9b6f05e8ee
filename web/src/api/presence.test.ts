import { expect, it } from 'vitest';
import { type Here, heard, present } from './presence';
import type { Presence } from './types-admin';

const says = (doing: Presence['doing'], id = 'rina', conversation = 'c'): Presence => ({
  type: 'presence',
  conversation_id: conversation,
  person: { id, name: id },
  doing,
  expires_in_s: 15,
});
const after = (...all: [Presence, number][]) =>
  all.reduce<readonly Here[]>((known, [one, at]) => heard(known, one, at), []);
const look = (known: readonly Here[], now: number) =>
  present(known, 'c', 'me', now).map((one) => `${one.person.id} ${one.doing}`);

it('keeps that somebody writes while their tab says that it looks', () => {
  const known = after([says('typing'), 0], [says('viewing'), 1000]);
  expect(look(known, 2000)).toEqual(['rina typing']);
});

it('forgets after fifteen seconds without a sign', () => {
  expect(look(after([says('viewing'), 0]), 14_999)).toEqual(['rina viewing']);
  expect(look(after([says('viewing'), 0]), 15_000)).toEqual([]);
});

it('forgets at once who leaves, and only there', () => {
  const known = after([says('viewing'), 0], [says('viewing', 'rina', 'd'), 0], [says('gone'), 10]);
  expect(look(known, 20)).toEqual([]);
  expect(present(known, 'd', 'me', 20)).toHaveLength(1);
});

it('shows each colleague once and never oneself', () => {
  const known = after([says('viewing', 'me'), 0], [says('viewing'), 0], [says('viewing', 'budi'), 0]);
  expect(look(known, 1)).toEqual(['rina viewing', 'budi viewing']);
});
