import { useL10n } from '~/l10n/words';
import { ConnectTile } from './connect-card';
import { Unfinished } from './unfinished';
import { useLaunch } from './use-launch';

/** Connecting among the numbers: the way to Meta, and what was begun and did not come to an end. */
export function ConnectHere() {
  const { t } = useL10n();
  const launch = useLaunch(t('connect-opening'));
  const { phase } = launch;
  return (
    <>
      <ConnectTile launch={launch} />
      <Unfinished except={phase.at === 'following' ? phase.signup : null} />
    </>
  );
}
