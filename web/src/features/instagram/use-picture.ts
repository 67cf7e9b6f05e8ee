import { useEffect, useState } from 'react';
import { workspaceId } from '~/lib/workspace';

/** A picture that only a request with the workspace's name gets; null while it is not there. */
export function usePicture(path: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!path) return;
    const away = new AbortController();
    let made: string | null = null;
    const workspace = workspaceId();
    const headers: HeadersInit = workspace ? { 'Loket-Workspace': workspace } : {};
    fetch(path, { headers, credentials: 'same-origin', signal: away.signal })
      .then((answer) => (answer.ok ? answer.blob() : null))
      .then((bytes) => {
        if (!bytes || away.signal.aborted) return;
        made = URL.createObjectURL(bytes);
        setUrl(made);
      })
      // Without it the first letters of the name stand there.
      .catch(() => undefined);
    return () => {
      away.abort();
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  return url;
}
