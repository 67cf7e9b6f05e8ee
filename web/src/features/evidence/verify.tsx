import { useMutation } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { api, ok } from '~/api/client';
import type { Entry, Verification } from '~/api/types-admin';
import { useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { type Checked, check } from './chain';

interface Both {
  server: Verification;
  here: Checked;
}

/** Checks the chain twice: the whole of it on the server, what is shown in this browser. */
export function VerifyBox({ shown, children }: { shown: readonly Entry[]; children?: ReactNode }) {
  const { t } = useL10n();
  const workspace = useWorkspace();
  const verify = useMutation({
    mutationFn: async (): Promise<Both> => {
      const [server, here] = await Promise.all([
        ok(api.GET('/evidence/verify')),
        check(workspace?.id ?? '', shown),
      ]);
      return { server, here };
    },
  });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={verify.isPending} onClick={() => verify.mutate()}>
          <ShieldCheck size={16} aria-hidden="true" />
          {verify.isPending ? t('evidence-verifying') : t('evidence-verify')}
        </Button>
        {children}
      </div>
      <div aria-live="polite">
        {verify.error && <Notice tone="red" title={verify.error.message} />}
        {verify.data && <Result {...verify.data} />}
      </div>
    </div>
  );
}

function Result({ server, here }: Both) {
  const { t, number, ago } = useL10n();
  const now = useNow();
  if (!server.ok || !here.ok) {
    const broken = server.first_broken;
    return (
      <Notice
        tone="red"
        title={
          broken
            ? t('evidence-broken', { seq: number(broken.seq), reason: broken.reason })
            : t('evidence-here-broken', { seq: number(here.ok ? 0 : here.seq) })
        }
      >
        {t('evidence-broken-help')}
      </Notice>
    );
  }
  const lines = [
    server.erased > 0 ? t('evidence-ok-erased', { count: server.erased }) : null,
    t('evidence-here-ok', { count: here.count }),
    server.checkpoint &&
      t('evidence-checkpoint', {
        seq: number(server.checkpoint.seq),
        when: ago(server.checkpoint.at, now),
        key: server.checkpoint.key_id,
      }),
  ].filter((line) => typeof line === 'string');
  return (
    <div className="rise flex items-start gap-3 rounded-xl border border-own-line bg-accent-soft px-4 py-3">
      <ShieldCheck size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <div>
        <p className="font-semibold text-accent">{t('evidence-ok', { entries: server.entries })}</p>
        {lines.map((line) => (
          <p key={line} className="text-sm text-quiet">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}
