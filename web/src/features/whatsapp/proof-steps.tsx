import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Channel } from '~/api/types-admin';
import { inChosen } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Notice } from '~/ui/notice';
import type { LiveProof } from './proof-card';

const STEPS = ['accepted', 'delivered', 'replied'] as const;
type StepName = (typeof STEPS)[number];

/** How far a proof came: each step by what really happened, and what to look at where it stands. */
export function ProofSteps({ proof, channel }: { proof: LiveProof; channel: Channel }) {
  const { t } = useL10n();
  const now = useNow();
  const at = { accepted: proof.accepted_at, delivered: proof.delivered_at, replied: proof.replied_at };
  return (
    <div className="grid gap-4">
      <Outcome proof={proof} />
      <ol className="grid gap-3" aria-label={t('proof-steps')}>
        {STEPS.map((step) => (
          <Step
            key={step}
            step={step}
            at={at[step] ?? null}
            here={proof.step === step}
            state={proof.state}
            simulated={proof.simulated}
          >
            {step === 'accepted' && proof.provider_id && (
              <span className="block font-mono text-xs wrap-anywhere">{proof.provider_id}</span>
            )}
            {step === 'delivered' && proof.read_at && <Read at={proof.read_at} now={now} />}
            {step === 'replied' && proof.step === 'replied' && proof.state === 'running' && (
              <span className="block font-medium text-text">
                {t('proof-answer-now', { name: channel.display })}
              </span>
            )}
          </Step>
        ))}
      </ol>
      <p className="text-sm">
        <Link
          to="/inbox/$conversationId"
          params={{ conversationId: proof.conversation_id }}
          className="font-medium underline underline-offset-2"
        >
          {t('proof-thread')}
        </Link>
      </p>
    </div>
  );
}

function Read({ at, now }: { at: string; now: number }) {
  const { t, ago } = useL10n();
  return <span className="block">{t('proof-read', { when: ago(at, now) })}</span>;
}

/** The result with its date. What a simulated Meta told is never a proof. */
function Outcome({ proof }: { proof: LiveProof }) {
  const { t, appointment } = useL10n();
  const when = appointment(proof.ended_at ?? proof.started_at);
  const why = proof.failure;
  const words = why && {
    title: inChosen(`code-${why.code}`) ?? why.title,
    hint: inChosen(`code-${why.code}.hint`) ?? why.hint,
  };
  switch (proof.state) {
    case 'running':
      return (
        <p role="status" className="text-sm">
          {t('proof-running', { when: proof.until ? appointment(proof.until) : when })}
        </p>
      );
    case 'passed':
      return proof.proven ? (
        <Notice title={t('proof-passed', { when })}>{t('proof-passed-more')}</Notice>
      ) : (
        <Notice tone="amber" title={t('proof-simulated', { when })}>
          {t('whatsapp-safe')}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="red" title={t('proof-failed', { when })}>
          {words ? `${words.title}. ${words.hint}` : t('proof-failed-more')}
        </Notice>
      );
    case 'late':
      return (
        <Notice tone="amber" title={t('proof-late', { when })}>
          {proof.step && t(`proof-late-${proof.step}`)}
        </Notice>
      );
    case 'canceled':
      return <p className="text-sm text-quiet">{t('proof-canceled', { when })}</p>;
  }
}

interface StepProps {
  step: StepName;
  at: string | null;
  here: boolean;
  state: LiveProof['state'];
  simulated: boolean;
  children: ReactNode;
}

function Step({ step, at, here, state, simulated, children }: StepProps) {
  const { t, ago } = useL10n();
  const now = useNow();
  const over = state === 'failed' || state === 'late';
  const how = at ? 'done' : here && state === 'running' ? 'waiting' : here && over ? 'stopped' : 'open';
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-sm" aria-label={t(`proof-step-${step}`)}>
      <Mark how={how} simulated={simulated} />
      <div className="min-w-0">
        <p className="font-medium">{t(`proof-step-${step}`)}</p>
        <div className="text-quiet">
          {at ? ago(at, now) : t(`proof-how-${how === 'done' ? 'open' : how}`)}
          {children}
        </div>
      </div>
    </li>
  );
}

function Mark({ how, simulated }: { how: 'done' | 'waiting' | 'stopped' | 'open'; simulated: boolean }) {
  const look = { size: 18, 'aria-hidden': true } as const;
  if (how === 'done') {
    return <CircleCheck {...look} className={`mt-0.5 ${simulated ? 'text-amber' : 'text-accent'}`} />;
  }
  if (how === 'waiting') return <LoaderCircle {...look} className="mt-0.5 text-text" />;
  if (how === 'stopped') return <CircleX {...look} className="mt-0.5 text-red" />;
  return <CircleDashed {...look} className="mt-0.5 text-quiet" />;
}
