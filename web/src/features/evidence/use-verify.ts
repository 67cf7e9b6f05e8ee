import { useMutation } from '@tanstack/react-query';
import { api, ok } from '~/api/client';
import type { Entry, Verification } from '~/api/types-admin';
import { useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { report, type Work } from '~/lib/work';
import { type Checked, check } from './chain';
import { type HereReport, verifyChain } from './verify-here';

export interface Verified {
  server: Verification;
  here: HereReport;
  shown: Checked;
}

/** Verifies three times: on the server, the whole chain in this browser, and what is shown. */
export function useVerify(shown: readonly Entry[]) {
  const { t } = useL10n();
  const workspace = useWorkspace()?.id ?? '';
  return useMutation({
    mutationFn: async (): Promise<Verified> => {
      const abort = new AbortController();
      const work = (part: Partial<Work>) =>
        report({
          id: 'evidence-verify',
          title: t('evidence-verify'),
          state: 'running',
          done: 0,
          total: null,
          href: '/evidence',
          cancel: () => abort.abort(),
          ...part,
        });
      work({});
      try {
        const [server, here] = await Promise.all([
          ok(api.GET('/evidence/verify', { signal: abort.signal })),
          verifyChain(workspace, (done, total) => work({ done, total }), abort.signal),
        ]);
        const found = { server, here, shown: await check(workspace, shown) };
        const sound = isSound(found);
        work({
          state: sound ? 'finished' : 'failed',
          result: sound ? t('evidence-ok', { entries: server.entries }) : t('evidence-broken-short'),
        });
        return found;
      } catch (error) {
        const cancelled = abort.signal.aborted;
        work({ state: cancelled ? 'cancelled' : 'failed', ...(!cancelled && { result: String(error) }) });
        throw error;
      }
    },
  });
}

export function isSound({ server, here, shown }: Verified): boolean {
  return server.ok && here.ok && shown.ok;
}
