import { api, ok } from '~/api/client';
import type { Said } from './launch';
import { backTo, CHANNEL, isOurs, readMessage, readNews } from './message';

const SIZE = { width: 620, height: 760 };
const LOOK_MS = 400;

/** Meta's window while a launch needs it. */
export interface Running {
  front: () => void;
  /** Closes it, and hears nothing more. */
  end: () => void;
}

/** Opened in the click itself, or browsers take it for an advertisement; null when they did. */
export function openWindow(words: string): Window | null {
  const { width, height } = SIZE;
  const left = Math.max(0, Math.round(screenX + (outerWidth - width) / 2));
  const top = Math.max(0, Math.round(screenY + (outerHeight - height) / 2));
  const popup = window.open('', '_blank', `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (!popup || popup.closed) return null;
  popup.document.title = words;
  popup.document.body.textContent = words;
  return popup;
}

/**
 * Leads the window to Meta, and says what happens in it. All of it belongs to this launch and ends with it. With `app` the
 * number may stay in the Business app.
 */
export function runLaunch(popup: Window, run: number, app: boolean, say: (said: Said) => void): Running {
  const stop = new AbortController();
  const { signal } = stop;
  const channel = new BroadcastChannel(CHANNEL);
  const looking = setInterval(() => {
    if (!popup.closed) return;
    clearInterval(looking);
    say({ kind: 'closed', run });
  }, LOOK_MS);
  function end(): void {
    stop.abort();
    clearInterval(looking);
    channel.close();
    popup.close();
  }
  ok(api.GET('/signups/launch', { params: { query: { app } }, signal })).then(
    (launch) => {
      // That it was closed meanwhile is said above.
      if (signal.aborted || popup.closed) return;
      const origin = backTo(launch.dialog_url);
      if (origin && origin !== location.origin) return say({ kind: 'elsewhere', origin, run });
      channel.onmessage = ({ data }) => {
        const news = readNews(data, launch.state);
        if (news) say({ ...news, run });
      };
      addEventListener(
        'message',
        (event) => {
          const told = isOurs(event, popup, launch.origins) ? readMessage(event.data) : null;
          if (told) say({ ...told, run });
        },
        { signal },
      );
      popup.location.replace(launch.dialog_url);
      say({ kind: 'launched', launch, run });
    },
    (error: Error) => {
      if (!signal.aborted) say({ kind: 'refused', error, run });
    },
  );
  // A page that goes takes its launch with it.
  addEventListener('pagehide', end, { signal });
  return { front: () => popup.focus(), end };
}
