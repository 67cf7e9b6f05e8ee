import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { inWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import type { Signup, SignupStep } from './signups';

const BEGUN: readonly SignupStep[] = (['exchange', 'store', 'subscribe', 'templates'] as const).map(
  (step, nth) => ({ step, state: nth === 0 ? 'doing' : 'waiting', problem: null }),
);

/** The code is with the server, which has not answered yet. */
export function Exchanging() {
  const { t } = useL10n();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Heading>{t('connect-working')}</Heading>
      <Rows steps={BEGUN} simulated={false} />
    </div>
  );
}

/** What the card is about now; the keyboard and the screen reader begin here. */
export function Heading({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} className="font-semibold">
      {children}
    </h2>
  );
}

/** The four steps after Meta's window, each with how it stands. */
export function Rows({ steps, simulated }: Pick<Signup, 'simulated'> & { steps: readonly SignupStep[] }) {
  const { t } = useL10n();
  return (
    <ol className="divide-y divide-line rounded-xl border border-line" aria-label={t('connect-steps')}>
      {steps.map(({ step, state, problem: told }) => {
        const problem = told && inWords({ code: 'signup', ...told });
        return (
          <li key={step} className="flex items-start gap-3 px-3.5 py-2.5 text-sm">
            <Mark state={state} simulated={simulated} />
            <div className="min-w-0 flex-1">
              <p className={state === 'waiting' ? 'text-quiet' : 'font-medium'}>{t(`connect-row-${step}`)}</p>
              {problem && (
                <p className="wrap-anywhere text-red">
                  <bdi>{problem.title}</bdi>
                  {problem.hint && <bdi className="block text-quiet">{problem.hint}</bdi>}
                </p>
              )}
            </div>
            <span
              className={`shrink-0 text-xs leading-5 ${state === 'failed' ? 'font-medium text-red' : 'text-quiet'}`}
            >
              {t(`connect-state-${state}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Mark({ state, simulated }: Pick<SignupStep, 'state'> & Pick<Signup, 'simulated'>) {
  const look = 'mt-px shrink-0';
  switch (state) {
    case 'done':
      return (
        <CircleCheck
          size={18}
          aria-hidden="true"
          className={`${look} ${simulated ? 'text-amber' : 'text-accent'}`}
        />
      );
    case 'doing':
      return <Turning />;
    case 'failed':
      return <TriangleAlert size={18} aria-hidden="true" className={`${look} text-red`} />;
    case 'waiting':
      return <CircleDashed size={18} aria-hidden="true" className={`${look} text-quiet`} />;
  }
}

/** Somebody else works. */
export function Turning() {
  return (
    <span
      aria-hidden="true"
      className="mt-px size-4.5 shrink-0 animate-spin rounded-full border-2 border-line border-t-accent"
    />
  );
}
