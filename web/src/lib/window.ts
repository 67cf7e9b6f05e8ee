import type { Window } from '~/api/types';

/** The length of the customer-service window. */
const DAY_MS = 24 * 3600_000;
/** From here on it is about to close. */
const SOON_MS = 6 * 3600_000;

/** Where the gate lets people write late, they may for seven days after the customer: six after the window closed. */
const LATE_MS = 6 * DAY_MS;

/** Until when people may answer in their own words, though the window is closed. */
export function lateUntil(window: Window): string | null {
  return window.state === 'closed' ? new Date(Date.parse(window.closed_at) + LATE_MS).toISOString() : null;
}

export type WindowLook =
  | { tone: 'open' | 'closing'; leftMs: number; share: number; hours: number; minutes: number }
  | { tone: 'closed' | 'never' | 'public' };

/** What the ring and the countdown show at `now` (milliseconds). A window open on the server may have closed since. */
export function windowLook(window: Window, now: number): WindowLook {
  switch (window.state) {
    case 'never_opened':
      return { tone: 'never' };
    case 'closed':
      return { tone: 'closed' };
    case 'unbound':
      return { tone: 'public' };
    case 'open': {
      const leftMs = Date.parse(window.closes_at) - now;
      if (!(leftMs > 0)) return { tone: 'closed' };
      const whole = Math.floor(leftMs / 60_000);
      return {
        tone: leftMs > SOON_MS ? 'open' : 'closing',
        leftMs,
        share: Math.min(1, leftMs / DAY_MS),
        hours: Math.floor(whole / 60),
        minutes: whole % 60,
      };
    }
  }
}
