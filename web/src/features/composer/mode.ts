import type { ConversationDetail, Reason, Verdict } from '~/api/types';

/** The three shapes of the composer. It enters them by itself, from what the gate says. */
export type Mode =
  | { mode: 'reply' }
  /** `why` is empty when a person chose it. */
  | { mode: 'template'; why: readonly Reason[] }
  | { mode: 'blocked'; why: readonly Reason[] };

/** Reasons that only say that no template is chosen or filled yet. */
const ABOUT_THE_TEMPLATE = new Set(['template_not_found', 'template_not_approved', 'template_values']);

function mayPickTemplate(verdict: Verdict): boolean {
  return (
    verdict.verdict === 'admit' || verdict.reasons.every((reason) => ABOUT_THE_TEMPLATE.has(reason.code))
  );
}

/** People may still write their own words, though the window is closed. */
export function isLate({ free_form: free }: ConversationDetail['verdicts']): boolean {
  return free.verdict === 'admit' && free.as === 'person_late';
}

/**
 * The mode for the gate's two verdicts. `closed` says that the window ran out on the clock since they were
 * given; `chosen` that a person asked for a template.
 */
export function composerMode(
  verdicts: ConversationDetail['verdicts'],
  closed: boolean,
  chosen: boolean,
): Mode {
  const free = verdicts.free_form;
  const template = mayPickTemplate(verdicts.template);
  // A person's own late words need no window.
  if (free.verdict === 'admit' && (isLate(verdicts) || !closed))
    return chosen && template ? { mode: 'template', why: [] } : { mode: 'reply' };
  const why = free.verdict === 'refuse' ? free.reasons : [];
  if (template) return { mode: 'template', why };
  const has = (one: Verdict, code: string) =>
    one.verdict === 'refuse' && one.reasons.some((reason) => reason.code === code);
  if (has(verdicts.template, 'not_offered')) return { mode: 'blocked', why };
  const reasons = verdicts.template.verdict === 'refuse' ? verdicts.template.reasons : [];
  return { mode: 'blocked', why: telling(why, reasons) };
}

/** What helps where nothing can be sent. What a person agreed to is seen with them. */
export function helpOf(reasons: readonly Reason[]): string | undefined {
  const helps = reasons.find(({ action, code }) => action !== 'none' || code === 'opted_out');
  return helps?.code === 'opted_out' ? 'see_consent' : helps?.action;
}

/** What stops everything stands before what stops only one way of writing. */
function telling(free: readonly Reason[], template: readonly Reason[]): readonly Reason[] {
  const both = free.filter((reason) => template.some((one) => one.code === reason.code));
  if (both.length > 0) return both;
  return template.filter((reason) => !ABOUT_THE_TEMPLATE.has(reason.code));
}
