import { useResending } from './resending';

/** What goes on while the desk is open, whatever page is shown. It shows nothing itself, so no page waits for it. */
export function Background({ workspace }: { workspace: string }) {
  useResending(workspace);
  return null;
}
