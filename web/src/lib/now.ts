import { useSyncExternalStore } from 'react';
import { jumps, serverNow } from './clock';

/** One timer per step, however many places look at the clock. */
function ticker(stepMs: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const step = () => Math.floor(serverNow() / stepMs) * stepMs;
  return {
    get: step,
    subscribe(listener: () => void) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        for (const one of listeners) one();
      }, stepMs);
      const settled = jumps.subscribe(listener);
      return () => {
        settled();
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}

const slow = ticker(15_000);
const fast = ticker(1_000);

/** The server's time, four times a minute. */
export function useNow(): number {
  return useSyncExternalStore(slow.subscribe, slow.get);
}

/** The server's time, every second: for short waits only. */
export function useSeconds(): number {
  return useSyncExternalStore(fast.subscribe, fast.get);
}

/** Every second while something short is watched, else four times a minute. */
export function useClock(watched: boolean): number {
  const clock = watched ? fast : slow;
  return useSyncExternalStore(clock.subscribe, clock.get);
}
