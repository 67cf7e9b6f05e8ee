import { describe, expect, it } from 'vitest';
import { canonical, check, genesis, hashOf, micros, opens, type Sealed } from './chain';

// The known answers of crates/evidence/README.md.
const WORKSPACE = '018f3c5e-7b1a-7c2d-9e4f-0123456789ab';
const GENESIS = '5c7f696d695ea6a0c0e0153181e8196e938ef9865005eab9ba52cad80af7bfa4';
const FIRST: Sealed = {
  seq: 1,
  at: '2026-01-31T09:30:00.000001Z',
  kind: 'received',
  subject: 'message:018f3c5e-0000-7000-8000-000000000001',
  actor: 'meta',
  payload: '{"n":1,"text":"Halo, ada stok? 😀"}',
  salt: '000102030405060708090a0b0c0d0e0f',
  commit: '6104e248face5b425b3db14e89fb6fb4798f85482fb1ba2087711d416527c941',
  prev: GENESIS,
  hash: '66d963ba3b9a8e81142baf3d0e59c215043ecfc4fe098987c43dafc575f806d9',
};

describe('the chain', () => {
  it('gives the known answers', async () => {
    expect(await genesis(WORKSPACE)).toBe(GENESIS);
    expect(await hashOf(WORKSPACE, FIRST)).toBe(FIRST.hash);
    expect(await opens(FIRST)).toBe(true);
    expect(await check(WORKSPACE, [FIRST])).toEqual({ ok: true, count: 1 });
  });

  it.each([
    ['another word', { kind: 'drafted' }],
    ['another time', { at: '2026-01-31T09:30:00.000002Z' }],
    ['other contents', { payload: '{"n":2}' }],
    ['another beginning', { prev: '0'.repeat(64) }],
    ['another hash', { hash: '0'.repeat(64) }],
  ])('sees %s', async (_, change) => {
    expect(await check(WORKSPACE, [{ ...FIRST, ...change }])).toEqual({ ok: false, seq: 1 });
  });

  it('does not mind erased contents, nor that a message’s entries are not neighbours', async () => {
    expect((await check(WORKSPACE, [{ ...FIRST, payload: null, salt: null }])).ok).toBe(true);
    const later = { ...FIRST, seq: 9, payload: null, salt: null, prev: 'ab'.repeat(32) };
    const entry = { ...later, hash: await hashOf(WORKSPACE, later) };
    expect(await check(WORKSPACE, [FIRST, entry])).toEqual({ ok: true, count: 2 });
    expect(await check(WORKSPACE, [FIRST, { ...entry, seq: 2 }])).toEqual({ ok: false, seq: 2 });
  });

  it('reads contents given as JSON too', async () => {
    const payload = { text: 'Halo, ada stok? 😀', n: 1 };
    expect(canonical(payload)).toBe(FIRST.payload);
    expect(await opens({ ...FIRST, payload })).toBe(true);
  });
});

it.each([
  ['1970-01-01T00:00:00.000001Z', 1n],
  ['1970-01-01T00:00:01Z', 1_000_000n],
  ['1970-01-01T00:00:00.5Z', 500_000n],
])('%s', (at, wanted) => expect(micros(at)).toBe(wanted));
