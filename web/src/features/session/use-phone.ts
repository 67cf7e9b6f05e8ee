import { THREE_PANES, useMedia } from '~/lib/media';
import { useAbout, useWorkspace } from './me';

/** The sandbox lets itself be framed by a desk on the same machine only, under these names. */
const HERE = ['localhost', '127.0.0.1'];

/** The sandbox's phone, when it can stand beside the inbox: in a sandbox, on this machine, where there is room. */
export function usePhone(): string | null {
  const phone = useAbout().sandbox.phone_url ?? null;
  const simulated = useWorkspace()?.simulated === true;
  const room = useMedia(THREE_PANES);
  return simulated && room && HERE.includes(location.hostname) ? phone : null;
}
