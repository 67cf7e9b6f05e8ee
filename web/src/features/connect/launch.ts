import type { Ids, News, Reported, StoppedAt, Told } from './message';
import type { SignupLaunch } from './signups';

/** How long ids are waited for after a code: it is good for half a minute. */
export const IDS_MS = 2_000;
/** How long a code is waited for after the window closed: the page it comes from may still be on its way. */
export const CLOSED_MS = 2_500;

/** Everything known of one launch, and of no other. */
interface Waiting {
  at: 'waiting';
  run: number;
  launch: SignupLaunch;
  ids: Ids | null;
  code: string | null;
  closed: boolean;
}

/** What the server is given, once. */
export interface Given {
  state: string;
  code: string;
  ids: Ids | null;
}

/** Why it failed: as Meta's window said, as our server refused, or because Meta leads back to another address. */
export type Why = { reported: Reported } | { error: Error } | { elsewhere: string };

export type Phase =
  | { at: 'idle'; run: number }
  | { at: 'blocked'; run: number }
  | { at: 'opening'; run: number }
  | Waiting
  | { at: 'exchanging'; run: number; given: Given }
  | { at: 'following'; run: number; signup: string }
  | { at: 'cancelled'; run: number; step: StoppedAt | null }
  | { at: 'failed'; run: number; why: Why }
  | { at: 'expired'; run: number };

export const IDLE: Phase = { at: 'idle', run: 0 };

type Happened =
  | { kind: 'launched'; launch: SignupLaunch }
  | { kind: 'refused'; error: Error; expired?: boolean }
  | { kind: 'elsewhere'; origin: string }
  | Told
  | News
  | { kind: 'closed' }
  /** Nothing more came of a code or of a closed window. */
  | { kind: 'quiet' }
  | { kind: 'late' }
  | { kind: 'given_up' }
  | { kind: 'accepted'; signup: string };

/** Of which launch it is said: what belongs to an earlier one changes nothing. */
export type Said = Happened & { run: number };
export type Action = { kind: 'begin'; run: number; blocked: boolean } | { kind: 'forget' } | Said;

export function reduce(phase: Phase, action: Action): Phase {
  if (action.kind === 'begin') return { at: action.blocked ? 'blocked' : 'opening', run: action.run };
  if (action.kind === 'forget') return { at: 'idle', run: phase.run };
  if (action.run !== phase.run) return phase;
  switch (phase.at) {
    case 'opening':
      return opening(phase.run, action) ?? phase;
    case 'waiting':
      return waiting(phase, action);
    case 'exchanging':
      return exchanging(phase.run, action) ?? phase;
    default:
      return phase;
  }
}

function opening(run: number, action: Said): Phase | null {
  switch (action.kind) {
    case 'launched':
      return { at: 'waiting', run, launch: action.launch, ids: null, code: null, closed: false };
    case 'refused':
      return { at: 'failed', run, why: { error: action.error } };
    case 'elsewhere':
      return { at: 'failed', run, why: { elsewhere: action.origin } };
    case 'closed':
    case 'given_up':
      return { at: 'cancelled', run, step: null };
    default:
      return null;
  }
}

function waiting(phase: Waiting, action: Said): Phase {
  const { run } = phase;
  switch (action.kind) {
    case 'session':
      return whole({ ...phase, ids: action.ids });
    case 'code':
      // A code is good once; a second one is not from this window.
      return phase.code ? phase : whole({ ...phase, code: action.code });
    case 'cancel':
      return { at: 'cancelled', run, step: action.step };
    case 'error':
      return { at: 'failed', run, why: { reported: action.reported } };
    case 'denied': {
      // Who says no goes as if they closed the window: where they stopped may be told a moment later.
      if (action.error === 'access_denied') return { ...phase, closed: true };
      const reported = { text: action.words ?? action.error, error_id: null, session_id: null };
      return { at: 'failed', run, why: { reported } };
    }
    case 'closed':
      return { ...phase, closed: true };
    case 'quiet':
      if (phase.code) return exchange(phase, phase.code);
      return phase.closed ? { at: 'cancelled', run, step: null } : phase;
    case 'late':
      return { at: 'expired', run };
    case 'given_up':
      return { at: 'cancelled', run, step: null };
    default:
      return phase;
  }
}

/** With both there is nothing to wait for. */
const whole = (phase: Waiting): Phase => (phase.code && phase.ids ? exchange(phase, phase.code) : phase);

const exchange = ({ run, launch, ids }: Waiting, code: string): Phase => ({
  at: 'exchanging',
  run,
  given: { state: launch.state, code, ids },
});

function exchanging(run: number, action: Said): Phase | null {
  switch (action.kind) {
    case 'accepted':
      return { at: 'following', run, signup: action.signup };
    case 'refused':
      return action.expired ? { at: 'expired', run } : { at: 'failed', run, why: { error: action.error } };
    default:
      return null;
  }
}

/** What happens by itself when nothing else does, and after how long. */
export function next(phase: Phase, now: number): { ms: number; said: Said } | null {
  if (phase.at !== 'waiting') return null;
  const { run } = phase;
  const left = Math.max(0, Date.parse(phase.launch.expires_at) - now);
  const ms = phase.code ? IDS_MS : phase.closed ? CLOSED_MS : left;
  return ms < left ? { ms, said: { kind: 'quiet', run } } : { ms: left, said: { kind: 'late', run } };
}

/** Whether Meta's window is needed. */
export const isOpen = (phase: Phase): boolean => phase.at === 'opening' || phase.at === 'waiting';
