import { store } from './store';

/** A word at the edge of the screen about what just happened. Never the only place where a failure is said. */
export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'red';
  /** What can still be done about it, for example Undo. */
  action?: { label: string; run: () => void; undo: boolean };
  /** Gone after this; null stays until it is closed. */
  ms: number | null;
}

interface Options {
  tone?: Toast['tone'];
  /** `undo` also listens to Mod+Z while it is offered. */
  action?: { label: string; run: () => void; undo?: boolean };
  ms?: number | null;
}

export const toasts = store<readonly Toast[]>([]);
let next = 1;

/** Shown together: more push the oldest out. */
const MOST = 3;
const PLAIN_MS = 5000;
const ACTION_MS = 10_000;

/** Says it. Returns how to take it back. */
export function toast(text: string, { tone = 'plain', action, ms }: Options = {}): () => void {
  const id = next++;
  const one: Toast = {
    id,
    text,
    tone,
    ...(action && { action: { ...action, undo: action.undo ?? false } }),
    ms: ms === undefined ? (tone === 'red' ? null : action ? ACTION_MS : PLAIN_MS) : ms,
  };
  toasts.set((all) => [...all, one].slice(-MOST));
  return () => dismiss(id);
}

export function dismiss(id: number): void {
  toasts.set((all) => all.filter((one) => one.id !== id));
}
