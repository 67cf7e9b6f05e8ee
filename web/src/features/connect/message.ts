/** What Meta's window tells, read with care: whatever is not exactly that is nothing. */

/** The account and number that were chosen. The number may be missing: one can finish without. */
export interface Ids {
  waba_id: string;
  phone_number_id: string | null;
}

/** Where in Meta's window one can stop. */
export const STEPS = [
  'BUSINESS_ACCOUNT_SELECTION',
  'WABA_PHONE_PROFILE_PICKER',
  'WHATSAPP_BUSINESS_PROFILE_SETUP',
  'PHONE_NUMBER_SETUP',
  'PHONE_NUMBER_VERIFICATION',
  'PERMISSIONS',
] as const;
export type StoppedAt = (typeof STEPS)[number];

/** What somebody reported from Meta's window; the ids are for Meta's support. */
export interface Reported {
  text: string;
  error_id: string | null;
  session_id: string | null;
}

export type Told =
  | { kind: 'session'; ids: Ids }
  | { kind: 'cancel'; step: StoppedAt | null }
  | { kind: 'error'; reported: Reported };

/** What the page Meta leads back to says: a code, or why there is none. */
export type News = { kind: 'code'; code: string } | { kind: 'denied'; error: string; words: string | null };

/** The name both pages speak under. */
export const CHANNEL = 'loket-signup';

/** Whether it comes from the window of this launch, and from Meta's own address: not one that only ends like it. */
export function isOurs(
  event: Pick<MessageEvent, 'source' | 'origin'>,
  popup: object,
  origins: readonly string[],
): boolean {
  return event.source === popup && origins.includes(event.origin);
}

function object(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Ids come as text, now and then as numbers. */
function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

function parsed(data: unknown): Record<string, unknown> | null {
  if (typeof data !== 'string') return null;
  try {
    return object(JSON.parse(data));
  } catch {
    return null;
  }
}

/** Meta's message about the signup; null for everything else it says to its opener. */
export function readMessage(data: unknown): Told | null {
  const message = parsed(data);
  if (message?.type !== 'WA_EMBEDDED_SIGNUP') return null;
  const said = object(message.data) ?? {};
  switch (message.event) {
    case 'FINISH':
    case 'FINISH_ONLY_WABA':
    // The number stays in the Business app; which one it is, is asked of Meta.
    case 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING': {
      const waba_id = text(said.waba_id);
      if (!waba_id) return null;
      const phone_number_id = message.event === 'FINISH' ? text(said.phone_number_id) : null;
      return { kind: 'session', ids: { waba_id, phone_number_id } };
    }
    case 'CANCEL':
    case 'ERROR': {
      const words = text(said.error_message);
      if (!words) return { kind: 'cancel', step: STEPS.find((one) => one === said.current_step) ?? null };
      const reported = { text: words, error_id: text(said.error_id), session_id: text(said.session_id) };
      return { kind: 'error', reported };
    }
    default:
      return null;
  }
}

/** What came over the channel, if it is about the launch with this state. */
export function readNews(data: unknown, state: string): News | null {
  const news = object(data);
  if (!news || news.state !== state) return null;
  const code = text(news.code);
  if (code) return { kind: 'code', code };
  const error = text(news.error);
  return error ? { kind: 'denied', error, words: text(news.words) } : null;
}

/** Where the dialog leads back to: there alone is heard what it says. */
export function backTo(dialog: string): string | null {
  const back = URL.canParse(dialog) ? new URL(dialog).searchParams.get('redirect_uri') : null;
  return back && URL.canParse(back) ? new URL(back).origin : null;
}
