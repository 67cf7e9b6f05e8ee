import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Onboarding, Step, StepName } from '~/api/account';
import { useAbout, useWorkspace } from '~/features/session/me';
import { usePhone } from '~/features/session/use-phone';
import { useL10n } from '~/l10n/words';
import { phoneDock } from '~/lib/prefs';
import { buttonClass } from '~/ui/button';
import { took } from './took';

/** Five rows, in order; the first that is open is the next thing to do. */
export function Steps({ onboarding }: { onboarding: Onboarding }) {
  const { t, number } = useL10n();
  const done = onboarding.steps.filter((step) => step.done_at !== null).length;
  const next = onboarding.steps.find((step) => step.done_at === null);
  const simulated = useWorkspace()?.simulated === true;
  return (
    <section aria-label={t('welcome-title')} className="grid gap-4">
      <div className="grid gap-1.5">
        <p className="text-sm text-quiet" role="status">
          {done === onboarding.steps.length
            ? t('welcome-all')
            : t('welcome-progress', { done: number(done), all: number(onboarding.steps.length) })}
        </p>
        <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-inset">
          <div
            className={`h-full rounded-full transition-[inline-size] ${simulated ? 'bg-amber-line' : 'bg-accent'}`}
            style={{ inlineSize: `${(done / onboarding.steps.length) * 100}%` }}
          />
        </div>
      </div>
      <ol className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel">
        {onboarding.steps.map((step) => (
          <Row
            key={step.step}
            step={step}
            began={onboarding.began_at}
            next={step === next}
            // What the AI may use is the business's own, whatever Meta is.
            simulated={simulated && step.step !== 'knowledge'}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  step: Step;
  began: string;
  next: boolean;
  /** It happened with a simulated Meta, and so is no proof of a real one. */
  simulated: boolean;
}

function Row({ step, began, next, simulated }: RowProps) {
  const { t, span } = useL10n();
  const done = step.done_at;
  // What was there from the beginning took nobody any time.
  const doneWords = (ms: number) =>
    ms < 60_000 ? t('welcome-there') : t('welcome-took', { time: span(ms) });
  const Icon = done ? CircleCheck : CircleDashed;
  return (
    <li
      aria-current={next ? 'step' : undefined}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-4 sm:px-5"
    >
      <Icon
        size={20}
        aria-hidden="true"
        className={`shrink-0 ${!done ? 'text-quiet' : simulated ? 'text-amber' : 'text-accent'}`}
      />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">
          {t(`welcome-${step.step}`)}
          <span className="sr-only">: {t(done ? 'welcome-done' : 'welcome-open')}</span>
        </p>
        <p className="text-sm text-quiet">
          {done ? doneWords(took(began, done)) : t(`welcome-${step.step}-text`)}
          {done && simulated && ` · ${t('welcome-simulated')}`}
        </p>
      </div>
      {!done && <Go step={step.step} next={next} />}
    </li>
  );
}

function Go({ step, next }: { step: StepName; next: boolean }): ReactNode {
  const { t } = useL10n();
  const about = useAbout();
  const simulated = useWorkspace()?.simulated === true;
  const beside = usePhone();
  const look = buttonClass(next ? 'primary' : 'plain');
  const label = t(`welcome-${step}-go`);
  switch (step) {
    case 'connect':
      return (
        <Link to="/settings/channels" className={look}>
          {label}
        </Link>
      );
    case 'message':
      return simulated && about.sandbox.phone_url ? (
        <>
          {beside && (
            <Link to="/inbox" onClick={() => phoneDock.set('open')} className={buttonClass()}>
              {t('inbox-phone-beside')}
            </Link>
          )}
          <a href={about.sandbox.phone_url} target="_blank" rel="noopener" className={look}>
            {t('welcome-message-phone')}
          </a>
        </>
      ) : (
        <Link to="/settings/channels" className={look}>
          {label}
        </Link>
      );
    case 'approve':
      return (
        <Link to="/approvals" search={{}} className={look}>
          {label}
        </Link>
      );
    case 'knowledge':
      return (
        <Link to="/knowledge" className={look}>
          {label}
        </Link>
      );
    case 'template':
      return (
        <Link to="/settings/channels" className={look}>
          {label}
        </Link>
      );
  }
}
