import { store } from './store';

/** Somebody wants to choose a sign; what becomes of it. */
export const emojiWanted = store<{ choose: (sign: string) => void } | null>(null);
