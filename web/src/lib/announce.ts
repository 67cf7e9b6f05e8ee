import { store } from './store';

/** What a screen reader says next, politely. */
export const said = store<{ text: string; turn: number }>({ text: '', turn: 0 });

export function announce(text: string): void {
  said.set((before) => ({ text, turn: before.turn + 1 }));
}
