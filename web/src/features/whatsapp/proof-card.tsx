import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { said } from '~/api/problem';
import { cancelProof, proofQuery } from '~/api/proof';
import { keys } from '~/api/queries';
import type { components } from '~/api/schema';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useKeptFocus } from '~/lib/kept-focus';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { ProofForm } from './proof-form';
import { ProofSteps } from './proof-steps';

export type LiveProof = components['schemas']['LiveProof'];

/** Events tell of each step; this is for the ones that were missed. */
const LOOK_MS = 2000;

/** A template out, its arrival, and an answer in: the one proof that a number really works. */
export function ProofCard({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const query = useQuery({
    ...proofQuery(channel.id),
    refetchInterval: (of) => (of.state.data?.proof?.state === 'running' ? LOOK_MS : false),
  });
  return (
    <Card title={t('proof-title')}>
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Proof channel={channel} proof={query.data.proof ?? null} />
      )}
    </Card>
  );
}

function Proof({ channel, proof }: { channel: Channel; proof: LiveProof | null }) {
  const { t } = useL10n();
  const [open, setOpen] = useState(false);
  const reason = useReason()('channels');
  const gone = channel.connection === 'disconnected' ? t('whatsapp-gone') : null;
  const running = proof?.state === 'running';
  const whole = useKeptFocus<HTMLDivElement>(running ? 'running' : open ? 'open' : 'rest');
  return (
    <div ref={whole} tabIndex={-1} className="grid gap-4 outline-none">
      <p className="text-sm text-quiet">{t('proof-lead')}</p>
      {channel.simulated && (open || proof?.state !== 'passed') && (
        <Notice tone="amber">{t('whatsapp-safe')}</Notice>
      )}
      {proof && (running || !open) && <ProofSteps proof={proof} channel={channel} />}
      {running ? (
        <Cancel channel={channel.id} reason={reason} />
      ) : open ? (
        <ProofForm channel={channel} onClose={() => setOpen(false)} />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)} disabledReason={gone ?? reason}>
            {t(proof ? 'proof-again' : 'proof-begin')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Cancel({ channel, reason }: { channel: string; reason: string | null }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelProof(channel),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  return (
    <div className="grid gap-2">
      <div>
        <Button onClick={() => cancel.mutate()} busy={cancel.isPending} disabledReason={reason}>
          {t('proof-cancel')}
        </Button>
      </div>
      {cancel.error && (
        <p role="alert" className="text-sm text-red">
          {said(cancel.error)}
        </p>
      )}
    </div>
  );
}
