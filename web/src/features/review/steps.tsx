import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import type { components } from '~/api/schema';
import { useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';

type Review = components['schemas']['Review'];
type Step = components['schemas']['ReviewStep'];

/** Where each step is taken; what happens elsewhere has no place here. */
const PLACES = {
  connect: '/settings/channels',
  number: '/settings/channels',
  message: '/inbox',
  approve: '/approvals',
  evidence: '/evidence',
  disconnect: '/settings/channels',
} as const;

/** What we do ourselves, whoever plays Meta. */
const OURS: readonly string[] = ['sign_in', 'draft', 'approve', 'evidence'] satisfies Step['step'][];

/** Eleven rows, in order; the first that is open is the next thing to do. */
export function ReviewSteps({ review }: { review: Review }) {
  const { t, number, moment } = useL10n();
  const { steps, since } = review;
  const done = steps.filter((step) => step.done_at != null).length;
  const next = steps.find((step) => step.done_at == null);
  return (
    <section aria-label={t('review-title')} className="grid gap-3">
      <p className="text-sm text-quiet" role="status">
        {t('review-progress', { done: number(done), all: number(steps.length) })} ·{' '}
        {t('review-since', { when: moment(since) })}
      </p>
      <ol className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel">
        {steps.map((step, index) => (
          <Row key={step.step} step={step} nth={index + 1} next={step === next} />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  step: Step;
  nth: number;
  next: boolean;
}

function Row({ step: { step, done_at: at }, nth, next }: RowProps) {
  const { t, number, moment } = useL10n();
  const Icon = at ? CircleCheck : CircleDashed;
  const simulated = useWorkspace()?.simulated === true && !OURS.includes(step);
  const place = Object.entries(PLACES).find(([name]) => name === step)?.[1];
  return (
    <li
      aria-current={next ? 'step' : undefined}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3.5 sm:px-5 aria-[current=step]:bg-inset"
    >
      <Icon
        size={20}
        aria-hidden="true"
        className={`shrink-0 ${!at ? 'text-quiet' : simulated ? 'text-amber' : 'text-accent'}`}
      />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">
          <span aria-hidden="true" className="me-1.5 text-quiet tabular-nums">
            {number(nth)}.
          </span>
          {t(`review-${step}`)}
          <span className="sr-only">: {t(at ? 'review-done' : 'review-open')}</span>
        </p>
        <p className="text-sm text-quiet">
          {at ? <time dateTime={at}>{moment(at)}</time> : t(`review-${step}-text`)}
          {at && simulated && ` · ${t('review-simulated')}`}
        </p>
      </div>
      {!at && place && (
        <Link to={place} className={`${buttonClass(next ? 'primary' : 'plain')} max-sm:ms-8`}>
          {t('review-go')}
        </Link>
      )}
    </li>
  );
}
