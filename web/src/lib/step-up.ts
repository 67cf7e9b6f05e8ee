import { store } from './store';

/** Somebody waits for the person to show again who they are. */
export const stepUp = store<((shown: boolean) => void) | null>(null);

let waiting: Promise<boolean> | null = null;

/** Asks once, however many requests want it. False: turned down. */
export function showAgain(): Promise<boolean> {
  waiting ??= new Promise<boolean>((resolve) => {
    stepUp.set(() => (shown: boolean) => {
      stepUp.set(null);
      waiting = null;
      resolve(shown);
    });
  });
  return waiting;
}
