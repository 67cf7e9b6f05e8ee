import { TriangleAlert } from 'lucide-react';
import { isProblem, UNREACHABLE } from '~/api/problem';
import type { Draft, Window } from '~/api/types';
import { Reasons } from '~/features/composer/reasons';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Notice } from '~/ui/notice';
import { checkWords } from './check-words';
import { type Look, lateLook } from './look';

interface Props {
  draft: Draft;
  look: Look;
  window: Window;
  error: Error | null;
}

/** Why a draft cannot simply go: doubts, the window, a later message, a lost race. */
export function Outcome({ draft, look, window, error }: Props) {
  const l10n = useL10n();
  const { t, time, appointment } = l10n;
  const late = lateLook(look, window, useNow());
  const closed =
    window.state === 'closed' ? window.closed_at : window.state === 'open' ? window.closes_at : null;
  return (
    <>
      {error && <Wrong error={error} />}
      {look.look === 'held' && draft.check.reasons.length > 0 && (
        <ul className="grid gap-1 text-sm text-amber">
          {draft.check.reasons.map((reason) => {
            const { title, detail } = checkWords(l10n, reason, draft.text);
            return (
              <li key={`${reason.code} ${reason.start}`} className="flex items-start gap-2">
                <TriangleAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
                <span>
                  <strong className="font-semibold">{title}.</strong> {detail}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {look.look === 'held' && !look.mayOverride && (
        <p className="text-sm text-quiet">{t('draft-blocked-help')}</p>
      )}
      {look.look === 'outdated' && <p className="text-sm text-quiet">{t('draft-outdated')}</p>}
      {look.look === 'window_closed' && (
        <p className="text-sm font-medium text-amber">
          {closed ? t('draft-window-closed-at', { time: time(closed) }) : t('draft-window-closed')}
        </p>
      )}
      {look.look === 'stopped' && (
        <div className="text-sm text-amber">
          {late ? t('window-explain-late', { when: appointment(late) }) : <Reasons reasons={look.why} />}
        </div>
      )}
    </>
  );
}

function Wrong({ error }: { error: Error }) {
  const { t } = useL10n();
  const problem = isProblem(error) ? error.problem : null;
  if (problem?.code === 'draft_changed') {
    return (
      <Notice tone="amber" alert title={problem.detail ?? t('draft-taken-changed')}>
        {problem.detail ? t('draft-taken-changed') : null}
      </Notice>
    );
  }
  if (problem?.reasons?.length) {
    return (
      <Notice tone="red" alert title={t('composer-refused')}>
        <Reasons reasons={problem.reasons} />
      </Notice>
    );
  }
  return (
    <Notice
      tone="red"
      alert
      title={
        problem?.status === UNREACHABLE
          ? t('app-error-unreachable')
          : (problem?.detail ?? t('app-error-unknown'))
      }
    />
  );
}
