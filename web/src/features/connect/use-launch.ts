import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer, useRef } from 'react';
import { api, ok, once } from '~/api/client';
import { isProblem } from '~/api/problem';
import { keys } from '~/api/queries';
import { serverNow } from '~/lib/clock';
import { IDLE, isOpen, next, type Phase, reduce } from './launch';
import { signupQuery } from './signups';
import { openWindow, type Running, runLaunch } from './window';

export interface Launch {
  phase: Phase;
  /** Must be called in the click itself. */
  begin: () => void;
  front: () => void;
  giveUp: () => void;
  /** Back to the beginning. */
  forget: () => void;
}

/** One launch of Meta's window at a time; a new one knows nothing of the one before. `words` are shown in it first. */
export function useLaunch(words: string, app = false): Launch {
  const client = useQueryClient();
  const [phase, tell] = useReducer(reduce, IDLE);
  const running = useRef<Running>(null);
  const runs = useRef(0);
  /** The launch whose code was given to the server: a code is good once. */
  const given = useRef(0);
  const needed = isOpen(phase);

  function begin(): void {
    running.current?.end();
    runs.current += 1;
    const run = runs.current;
    const popup = openWindow(words);
    tell({ kind: 'begin', run, blocked: popup === null });
    running.current = popup && runLaunch(popup, run, app, tell);
  }

  // Nothing is heard from a window that is not needed any more, and it does not stay.
  useEffect(() => {
    if (!needed) return;
    return () => {
      running.current?.end();
      running.current = null;
    };
  }, [needed]);

  useEffect(() => {
    const then = next(phase, serverNow());
    if (!then) return;
    const timer = setTimeout(() => tell(then.said), then.ms);
    return () => clearTimeout(timer);
  }, [phase]);

  useEffect(() => {
    if (phase.at !== 'exchanging' || given.current === phase.run) return;
    given.current = phase.run;
    const { run } = phase;
    const { state, code, ids } = phase.given;
    const body = { state, code, ...ids };
    // Not given up when the page is left: the code is spent, and the server goes on.
    ok(api.POST('/embedded-signup-callback', { baseUrl: '/api/wa', params: { header: once() }, body })).then(
      (signup) => {
        client.setQueryData(signupQuery(signup.id).queryKey, signup);
        void client.invalidateQueries({ queryKey: keys.channels, refetchType: 'active' });
        tell({ kind: 'accepted', signup: signup.id, run });
      },
      (error: Error) => {
        void client.invalidateQueries({ queryKey: keys.channels });
        tell({ kind: 'refused', error, expired: isProblem(error, 'signup_expired'), run });
      },
    );
  }, [phase, client]);

  return {
    phase,
    begin,
    front: () => running.current?.front(),
    giveUp: () => tell({ kind: 'given_up', run: runs.current }),
    forget: () => tell({ kind: 'forget' }),
  };
}
