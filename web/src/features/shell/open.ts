import { store } from '~/lib/store';

/** The two overlays every page has. */
export const helpOpen = store(false);
export const paletteOpen = store(false);
/** Counts requests to put the focus into the inbox search. */
export const searchAsked = store(0);
