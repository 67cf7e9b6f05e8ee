import { store } from '~/lib/store';

/** The conversation in which somebody wants the templates as soon as it is open. */
export const templateWanted = store<string | null>(null);
