import { useEffect } from 'react';
import { goesByItself, outbox } from '~/api/outbox';
import { Resender } from '~/api/resender';
import { useResume } from '~/features/composer/use-send';
import { useMe } from '~/features/session/me';
import { link } from './use-live';

/** What was written without a connection goes by itself when there is one, also after a reload. */
export function useResending(workspace: string): void {
  const resume = useResume();
  const person = useMe().person.id;
  useEffect(() => {
    if (person === '') return;
    const mine = () =>
      outbox
        .get()
        .filter((one) => one.person === person && one.workspace === workspace)
        .filter((one) => goesByItself(one, Date.now()));
    const resender = new Resender(mine, resume);
    const stops = [
      outbox.subscribe(() => resender.wake()),
      link.subscribe(() => link.get().state === 'open' && resender.back()),
      () => resender.stop(),
    ];
    resender.wake();
    return () => {
      for (const stop of stops) stop();
    };
  }, [workspace, person, resume]);
}
