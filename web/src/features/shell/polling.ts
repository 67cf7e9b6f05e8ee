import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ok } from '~/api/client';
import { keys } from '~/api/queries';
import { link, polled } from './use-live';

const EVERY_MS = 10_000;

/** What is looked at is read again by itself, where nothing live comes through: some proxies let no WebSocket pass. */
export function usePolling(): void {
  const client = useQueryClient();
  useEffect(() => {
    const read = async () => {
      if (link.get().state === 'open' || document.visibilityState !== 'visible') return;
      try {
        client.setQueryData(keys.counts, await ok(api.GET('/conversations/counts')));
      } catch {
        polled.set(false);
        return;
      }
      polled.set(link.get().state !== 'open');
      for (const key of [
        keys.conversations,
        ['conversation'],
        ['messages'],
        ['notes'],
        keys.drafts,
        ['draft'],
      ])
        void client.invalidateQueries({ queryKey: key });
    };
    const timer = setInterval(() => void read(), EVERY_MS);
    const back = link.subscribe(() => link.get().state === 'open' && polled.set(false));
    return () => {
      clearInterval(timer);
      back();
    };
  }, [client]);
}
