import { store } from '~/lib/store';

/** The conversation whose contact somebody wants to see, as soon as it is open. */
export const contactWanted = store<string | null>(null);
