import { Link } from '@tanstack/react-router';
import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Entry } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { useStore } from '~/lib/store';
import { share, work } from '~/lib/work';
import { Button, TextButton } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Progress } from '~/ui/progress';
import { isSound, useVerify, type Verified } from './use-verify';

/** Verifies the chain, shows how far it is, and says what was found. */
export function VerifyBox({ shown, children }: { shown: readonly Entry[]; children?: ReactNode }) {
  const { t } = useL10n();
  const verify = useVerify(shown);
  const cancelled = verify.error instanceof DOMException && verify.error.name === 'AbortError';
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" busy={verify.isPending} onClick={() => verify.mutate()}>
          <ShieldCheck size={16} aria-hidden="true" />
          {verify.isPending ? t('evidence-verifying') : t('evidence-verify')}
        </Button>
        {children}
      </div>
      {verify.isPending && <Running />}
      <div aria-live="polite">
        {verify.error && !cancelled && <Notice tone="red" title={verify.error.message} />}
        {verify.data && <Result found={verify.data} />}
      </div>
    </div>
  );
}

function Running() {
  const { t, number } = useL10n();
  const mine = useStore(work).find((one) => one.id === 'evidence-verify' && one.state === 'running');
  if (!mine?.total) return null;
  return (
    <div className="late grid max-w-md gap-1.5 text-sm text-quiet">
      <Progress label={t('evidence-verifying')} share={share(mine)} />
      <p className="flex justify-between gap-3 tabular-nums">
        {t('work-of', { done: number(mine.done), total: number(mine.total) })}
        <TextButton onClick={mine.cancel}>{t('app-cancel')}</TextButton>
      </p>
    </div>
  );
}

function Result({ found }: { found: Verified }) {
  const { t, number, ago } = useL10n();
  const now = useNow();
  if (!isSound(found)) return <BrokenAt found={found} />;
  const { server, here } = found;
  const lines = [
    here.ok && t('evidence-here-ok', { count: here.entries }),
    t('evidence-server-ok'),
    server.erased > 0 && t('evidence-ok-erased', { count: server.erased }),
    server.checkpoint &&
      t('evidence-checkpoint', {
        seq: number(server.checkpoint.seq),
        when: ago(server.checkpoint.at, now),
        key: server.checkpoint.key_id,
      }),
  ].filter((line) => typeof line === 'string');
  return <SoundBox title={t('evidence-ok', { entries: server.entries })} lines={lines} />;
}

export function SoundBox({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="rise flex items-start gap-3 rounded-xl border border-own-line bg-accent-soft px-4 py-3">
      <ShieldCheck size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
      <div className="min-w-0">
        <p className="font-semibold text-accent">{title}</p>
        {lines.map((line) => (
          <p key={line} className="text-sm text-quiet">
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}

function BrokenAt({ found: { server, here, shown } }: { found: Verified }) {
  const { t, number } = useL10n();
  const reason = server.first_broken?.reason ?? (here.ok ? t('broken-hash') : t(`broken-${here.broken.why}`));
  const seq = server.first_broken?.seq ?? (here.ok ? (shown.ok ? 0 : shown.seq) : (here.broken.seq ?? 0));
  return (
    <Notice
      tone="red"
      title={t('evidence-broken', { seq: number(seq), reason })}
      action={
        <Link
          to="/evidence"
          search={{ before: seq + 1 }}
          hash={`seq:${seq}`}
          className="font-medium underline underline-offset-2"
        >
          {t('evidence-broken-show', { seq: number(seq) })}
        </Link>
      }
    >
      {t('evidence-broken-help')}
    </Notice>
  );
}
