import { describe, expect, it } from 'vitest';
import { type Action, CLOSED_MS, IDLE, IDS_MS, next, type Phase, reduce, type Said } from './launch';
import type { SignupLaunch } from './signups';

const NOW = Date.parse('2026-11-01T10:00:00Z');
const launch: SignupLaunch = {
  id: 'a',
  state: 'signed',
  dialog_url: 'https://meta.example/dialog',
  origins: ['https://meta.example'],
  expires_at: '2026-11-01T10:10:00Z',
};
const ids = { waba_id: '2', phone_number_id: '1' };
const begin = (run = 1, blocked = false): Action => ({ kind: 'begin', run, blocked });
const play = (actions: readonly Action[], from: Phase = IDLE) => actions.reduce(reduce, from);
const launched: Said = { kind: 'launched', launch, run: 1 };
const session: Said = { kind: 'session', ids, run: 1 };
const code: Said = { kind: 'code', code: 'c', run: 1 };
const closed: Said = { kind: 'closed', run: 1 };
const quiet: Said = { kind: 'quiet', run: 1 };
const waiting = play([begin(), launched]);

describe('a launch', () => {
  it('waits for Meta once it is known where to lead', () => {
    expect(play([begin()]).at).toBe('opening');
    expect(waiting).toEqual({ at: 'waiting', run: 1, launch, ids: null, code: null, closed: false });
  });

  it.each([
    ['ids first', [session, code]],
    ['code first', [code, session]],
    ['the window closed between', [code, closed, session]],
  ])('gives the server code and ids: %s', (_, actions) =>
    expect(play(actions, waiting)).toEqual({
      at: 'exchanging',
      run: 1,
      given: { state: 'signed', code: 'c', ids },
    }),
  );

  it('gives the code alone when no ids come', () => {
    expect(next(play([code], waiting), NOW)).toEqual({ ms: IDS_MS, said: quiet });
    expect(play([code, quiet], waiting)).toEqual({
      at: 'exchanging',
      run: 1,
      given: { state: 'signed', code: 'c', ids: null },
    });
  });

  it('takes the first code only, and none after it was given', () => {
    const second: Said = { kind: 'code', code: 'd', run: 1 };
    expect(play([code, second, session], waiting)).toMatchObject({ given: { code: 'c' } });
    const given = play([code, session], waiting);
    expect(play([second, session, quiet, closed], given)).toBe(given);
  });

  it('is followed once the server has it', () =>
    expect(play([code, session, { kind: 'accepted', signup: 'x', run: 1 }], waiting)).toEqual({
      at: 'following',
      run: 1,
      signup: 'x',
    }));
});

describe('a launch that does not come to its end', () => {
  it('is blocked by the browser', () => expect(play([begin(1, true)]).at).toBe('blocked'));

  it('is cancelled in Meta’s window, with the place', () =>
    expect(play([session, { kind: 'cancel', step: 'PERMISSIONS', run: 1 }], waiting)).toEqual({
      at: 'cancelled',
      run: 1,
      step: 'PERMISSIONS',
    }));

  it.each([
    ['without ids', []],
    ['with ids', [session]],
  ])('is cancelled when the window closes without a code, a moment later: %s', (_, before) => {
    const shut = play([...before, closed], waiting);
    expect(shut.at).toBe('waiting');
    expect(next(shut, NOW)).toEqual({ ms: CLOSED_MS, said: quiet });
    expect(play([quiet], shut)).toEqual({ at: 'cancelled', run: 1, step: null });
  });

  it('is not cancelled by quiet alone', () => expect(play([session, quiet], waiting).at).toBe('waiting'));

  it('is cancelled where it is closed or given up before Meta was there', () => {
    expect(play([begin(), closed]).at).toBe('cancelled');
    expect(play([begin(), { kind: 'given_up', run: 1 }]).at).toBe('cancelled');
    expect(play([{ kind: 'given_up', run: 1 }], waiting).at).toBe('cancelled');
  });

  it('is cancelled by who denies, and fails by any other refusal of Meta', () => {
    const denied = (error: string, words: string | null): Said => ({ kind: 'denied', error, words, run: 1 });
    const no = play([denied('access_denied', 'No')], waiting);
    expect(next(no, NOW)).toEqual({ ms: CLOSED_MS, said: quiet });
    expect(play([quiet], no)).toEqual({ at: 'cancelled', run: 1, step: null });
    expect(play([{ kind: 'cancel', step: 'PERMISSIONS', run: 1 }], no)).toMatchObject({
      step: 'PERMISSIONS',
    });
    expect(play([denied('server_error', null)], waiting)).toMatchObject({
      at: 'failed',
      why: { reported: { text: 'server_error' } },
    });
  });

  it('fails as Meta reports', () => {
    const reported = { text: 'No.', error_id: '5', session_id: 'f' };
    expect(play([{ kind: 'error', reported, run: 1 }], waiting)).toEqual({
      at: 'failed',
      run: 1,
      why: { reported },
    });
  });

  it('fails at once where Meta would lead back to another address', () =>
    expect(play([begin(), { kind: 'elsewhere', origin: 'https://desk.example', run: 1 }])).toEqual({
      at: 'failed',
      run: 1,
      why: { elsewhere: 'https://desk.example' },
    }));

  it('fails as the server refuses, before and after', () => {
    const error = new Error('No');
    const refused: Said = { kind: 'refused', error, run: 1 };
    expect(play([begin(), refused])).toEqual({ at: 'failed', run: 1, why: { error } });
    expect(play([code, session, refused], waiting)).toEqual({ at: 'failed', run: 1, why: { error } });
  });

  it('expires with its time, and with its code', () => {
    expect(next(waiting, NOW)).toEqual({ ms: 600_000, said: { kind: 'late', run: 1 } });
    expect(next(waiting, NOW + 3_600_000)).toEqual({ ms: 0, said: { kind: 'late', run: 1 } });
    expect(play([session, { kind: 'late', run: 1 }], waiting).at).toBe('expired');
    const refused: Said = { kind: 'refused', error: new Error('x'), expired: true, run: 1 };
    expect(play([code, session, refused], waiting).at).toBe('expired');
  });

  it('does not wait beyond its time for ids', () =>
    expect(next(play([code], waiting), NOW + 599_500)).toEqual({ ms: 500, said: { kind: 'late', run: 1 } }));
});

describe('a new launch', () => {
  it.each([
    ['which had ids', play([session], waiting)],
    ['which had a code', play([code], waiting)],
    ['which was cancelled', play([{ kind: 'given_up', run: 1 }], waiting)],
  ])('knows nothing of the one before, %s', (_, before) =>
    expect(play([begin(2), { kind: 'launched', launch, run: 2 }], before)).toEqual({
      ...waiting,
      run: 2,
    }),
  );

  it('hears nothing that is said of the one before', () => {
    const second = play([begin(2), { kind: 'launched', launch, run: 2 }], waiting);
    for (const late of [session, code, closed, quiet, { kind: 'late', run: 1 } as const]) {
      expect(reduce(second, late)).toBe(second);
    }
  });

  it('may be none: back to the beginning, which hears nothing', () => {
    const idle = play([{ kind: 'forget' }], waiting);
    expect(idle).toEqual({ at: 'idle', run: 1 });
    expect(play([session, code], idle)).toBe(idle);
    expect(next(idle, NOW)).toBeNull();
  });
});
