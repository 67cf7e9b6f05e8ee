import { useQuery } from '@tanstack/react-query';
import { isProblem } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import { Followed } from './followed';
import type { Phase } from './launch';
import { Outcome } from './outcome';
import { Exchanging, Turning } from './rows';
import { launchableQuery } from './signups';
import { useLaunch } from './use-launch';

/**
 * The way by Meta's own window: the person signs in there, and nothing is copied by hand. With `app` the number stays in the
 * WhatsApp Business app.
 */
export function ConnectCard({ again = false, app = false }: { again?: boolean; app?: boolean }) {
  const { t } = useL10n();
  const launch = useLaunch(t('connect-opening'), app);
  const { phase } = launch;
  const preflight = useQuery(launchableQuery).error;
  const refused = phase.at === 'failed' && 'error' in phase.why ? phase.why.error : preflight;
  const missing = isProblem(refused, 'signup_not_set_up') ? refused.problem : null;
  const open = phase.at === 'waiting';
  return (
    <Card>
      {phase.at === 'following' ? (
        <Followed id={phase.signup} onUndone={launch.forget} />
      ) : phase.at === 'exchanging' ? (
        <Exchanging />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <div className="grid max-w-xl gap-1">
            <h2 className="font-semibold">{t(app ? 'connect-app-title' : 'connect-card-title')}</h2>
            <p className="text-sm text-quiet">{t(app ? 'connect-app-text' : 'connect-card-text')}</p>
            {app && <p className="text-sm text-quiet">{t('connect-app-limits')}</p>}
          </div>
          {missing ? (
            <Notice title={missing.title}>{missing.hint ?? missing.detail}</Notice>
          ) : (
            <>
              <Status phase={phase} />
              <Outcome phase={phase} />
              <div className="flex flex-wrap gap-2">
                {/* One button in one place: the keyboard does not lose it. */}
                <Button
                  variant={open ? 'plain' : 'primary'}
                  busy={phase.at === 'opening'}
                  onClick={open ? launch.front : launch.begin}
                >
                  {t(app && phase.at === 'idle' ? 'connect-app-go' : label(phase, again))}
                </Button>
                {(open || phase.at === 'opening') && (
                  <Button variant="quiet" onClick={launch.giveUp}>
                    {t('app-cancel')}
                  </Button>
                )}
              </div>
            </>
          )}
        </div>
      )}
    </Card>
  );
}

function label(phase: Phase, again: boolean): string {
  switch (phase.at) {
    case 'idle':
      return again ? 'connect-again' : 'connect-go';
    case 'opening':
      return 'connect-opening';
    case 'waiting':
      return 'connect-front';
    default:
      return 'app-try-again';
  }
}

function Status({ phase }: { phase: Phase }) {
  const { t } = useL10n();
  return (
    <div role="status" className={phase.at === 'waiting' ? '' : 'sr-only'}>
      {phase.at === 'waiting' && (
        <p className="flex items-center gap-2.5 rounded-xl bg-inset px-3.5 py-2.5 text-sm font-medium">
          <Turning />
          {t('connect-waiting')}
        </p>
      )}
    </div>
  );
}
