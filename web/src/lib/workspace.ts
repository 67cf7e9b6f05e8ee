import { kept } from './storage';

const KEY = 'loket.workspace';
let current = kept.get(KEY);

/** The workspace every request names; null before sign-in. */
export function workspaceId(): string | null {
  return current;
}

export function chooseWorkspace(id: string | null): void {
  current = id;
  kept.set(KEY, id);
}

/** The remembered workspace when one still belongs to it, else the first. */
export function pickWorkspace<T extends { id: string }>(
  mine: readonly T[],
  remembered: string | null,
): T | null {
  return mine.find((one) => one.id === remembered) ?? mine[0] ?? null;
}
