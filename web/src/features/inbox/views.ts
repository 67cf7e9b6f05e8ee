import type { View } from '~/api/types';

/** The saved views of the inbox, in their order. */
export const VIEWS: readonly View[] = ['all', 'unanswered', 'waiting', 'held', 'closing', 'failed', 'unread'];
