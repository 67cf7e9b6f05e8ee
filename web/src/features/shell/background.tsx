import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { countsQuery } from '~/api/queries';
import { unread } from '~/lib/title';
import { useNotices } from './notices';
import { usePolling } from './polling';
import { useResending } from './resending';
import { useMentions } from './use-mentions';

/** What goes on while the desk is open, whatever page is shown. It shows nothing itself, so no page waits for it. */
export function Background({ workspace }: { workspace: string }) {
  useResending(workspace);
  usePolling();
  useNotices();
  useMentions();
  const count = useQuery(countsQuery).data?.unread ?? 0;
  useEffect(() => {
    unread.set(count);
    return () => unread.set(0);
  }, [count]);
  return null;
}
