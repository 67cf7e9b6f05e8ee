import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { readAgain } from '~/api/catch-up';
import { api, ok } from '~/api/client';
import { isProblem } from '~/api/problem';
import { keys } from '~/api/queries';
import { arrived } from '~/lib/arrived';
import { serverNow } from '~/lib/clock';
import { notices } from '~/lib/prefs';
import { NewlyWritten } from './newly-written';
import { link, polled } from './use-live';

const EVERY_MS = 10_000;

/** Is told in one look; more than this nobody reads as notices. */
const MOST = 25;

/** What is looked at is read again by itself, where nothing live comes through: some proxies let no WebSocket pass. */
export function usePolling(): void {
  const client = useQueryClient();
  useEffect(() => {
    let live = link.get().state === 'open';
    let written = new NewlyWritten(serverNow());
    const read = async () => {
      const shown = document.visibilityState === 'visible';
      // Behind another window there are still the notices.
      if (link.get().state === 'open' || !(shown || notices.get() === 'on')) return;
      try {
        client.setQueryData(keys.counts, await ok(api.GET('/conversations/counts')));
        const query = { view: 'unread' as const, limit: MOST };
        const { items } = await ok(api.GET('/conversations', { params: { query } }));
        for (const one of written.look(items)) arrived.set(one);
      } catch (error) {
        polled.set(false);
        // Said to the pages it leads to the sign-in.
        if (isProblem(error, 'signed_out')) readAgain(client);
        return;
      }
      polled.set(link.get().state !== 'open');
      if (shown) readAgain(client);
    };
    const timer = setInterval(() => void read(), EVERY_MS);
    const back = link.subscribe(() => {
      const before = live;
      live = link.get().state === 'open';
      if (live) polled.set(false);
      else if (before) written = new NewlyWritten(serverNow());
    });
    return () => {
      clearInterval(timer);
      back();
    };
  }, [client]);
}
