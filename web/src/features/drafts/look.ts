import { isOpen } from '~/api/patch';
import type { CheckReason, Draft, Reason, Window } from '~/api/types';
import { lateUntil } from '~/lib/window';

/** What the card shows for a draft. One value, so that two states can never show at once. */
export type Look =
  | { look: 'waiting' }
  /** A rule lets it go at that moment, unless somebody holds it. */
  | { look: 'auto_sending'; at: string }
  | { look: 'held'; mayOverride: boolean }
  | { look: 'no_grounding' }
  | { look: 'outdated' }
  | { look: 'window_closed' }
  | { look: 'stopped'; why: readonly Reason[] }
  | { look: 'done' };

/** So long after its time a rule is still waited for; then the draft is anybody's. */
const LATE_MS = 10_000;

/** Refusals that the card has its own shape for. */
const OWN = new Set(['safety_hold', 'safety_block', 'overtaken', 'window_closed', 'window_never_opened']);

/**
 * How a draft stands. `newestInbound` is the customer's last message as the desk knows it: it may be ahead of
 * the server's verdict. `closed` says that the window ran out on the clock.
 */
export function lookOf(draft: Draft, newestInbound: string | null, closed: boolean, now: number): Look {
  if (!isOpen(draft.state)) return { look: 'done' };
  const reasons = draft.gate.verdict === 'refuse' ? draft.gate.reasons : [];
  const codes = new Set(reasons.map((reason) => reason.code));
  const overtaken = newestInbound !== null && newestInbound !== draft.reply_to;
  if (codes.has('overtaken') || overtaken) return { look: 'outdated' };
  if (draft.state === 'no_grounding') return { look: 'no_grounding' };
  const others = reasons.filter((reason) => !OWN.has(reason.code));
  if (others.length > 0) return { look: 'stopped', why: others };
  if (closed || codes.has('window_closed') || codes.has('window_never_opened'))
    return { look: 'window_closed' };
  const blocked = codes.has('safety_block') || draft.check.verdict === 'block';
  if (blocked || draft.state === 'held' || codes.has('safety_hold'))
    return { look: 'held', mayOverride: !blocked };
  const at = draft.auto_send_at;
  return at && Date.parse(at) > now - LATE_MS ? { look: 'auto_sending', at } : { look: 'waiting' };
}

/** Until when people may answer, where only the closed window stops a draft: what a machine wrote may not go late. */
export function lateLook(look: Look, window: Window, now: number): string | null {
  const alone = look.look === 'stopped' && look.why.every(({ code }) => code === 'customer_must_write');
  const until = alone ? lateUntil(window) : null;
  return until && Date.parse(until) > now ? until : null;
}

interface Segment {
  text: string;
  /** The doubt about this part; null for the rest. */
  reason: CheckReason | null;
}

/** Splits a draft where its check has doubts. Positions count as JavaScript counts, end excluded. */
export function segments(text: string, reasons: readonly CheckReason[]): Segment[] {
  const marked = reasons
    .filter((one) => typeof one.start === 'number' && typeof one.end === 'number' && one.start < one.end)
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const found: Segment[] = [];
  let from = 0;
  const cut = (to: number, reason: CheckReason | null) => {
    if (to > from) found.push({ text: text.slice(from, to), reason });
    from = Math.max(from, to);
  };
  for (const reason of marked) {
    cut(Math.min(reason.start ?? 0, text.length), null);
    cut(Math.min(reason.end ?? 0, text.length), reason);
  }
  cut(text.length, null);
  return found;
}
