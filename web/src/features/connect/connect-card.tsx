import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
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
import { type Launch, useLaunch } from './use-launch';

interface Props {
  again?: boolean;
  app?: boolean;
}

/**
 * The way by Meta's own window: the person signs in there, and nothing is copied by hand. With `app` the number stays in the
 * WhatsApp Business app.
 */
export function ConnectCard({ again = false, app = false }: Props) {
  const { t } = useL10n();
  const launch = useLaunch(t('connect-opening'), app);
  const missing = useMissing(launch.phase);
  return (
    <Card>
      <Launched launch={launch}>
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
              <Status phase={launch.phase} />
              <Outcome phase={launch.phase} />
              <Go launch={launch} again={again} app={app} />
            </>
          )}
        </div>
      </Launched>
    </Card>
  );
}

/** The same in one line, among the numbers; where it cannot be, it is not shown. */
export function ConnectTile({ launch }: { launch: Launch }) {
  const { t } = useL10n();
  if (useMissing(launch.phase)) return null;
  return (
    <Card>
      <Launched launch={launch}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <div className="min-w-0 flex-1 basis-72">
              <h2 className="font-semibold">{t('connect-card-title')}</h2>
              <p className="text-sm text-quiet">{t('connect-tile-text')}</p>
            </div>
            <Go launch={launch} />
          </div>
          <Status phase={launch.phase} />
          <Outcome phase={launch.phase} />
        </div>
      </Launched>
    </Card>
  );
}

/** Why nobody can be led to Meta from here at all. */
function useMissing(phase: Phase) {
  const preflight = useQuery(launchableQuery).error;
  const refused = phase.at === 'failed' && 'error' in phase.why ? phase.why.error : preflight;
  return isProblem(refused, 'signup_not_set_up') ? refused.problem : null;
}

/** What comes after Meta's window, once the server has the code; before that, `children`. */
function Launched({ launch: { phase, forget }, children }: { launch: Launch; children: ReactNode }) {
  if (phase.at === 'following') return <Followed id={phase.signup} onUndone={forget} />;
  return phase.at === 'exchanging' ? <Exchanging /> : children;
}

function Go({ launch, again = false, app = false }: Props & { launch: Launch }) {
  const { t } = useL10n();
  const { phase } = launch;
  const open = phase.at === 'waiting';
  return (
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
