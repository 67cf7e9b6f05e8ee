import type { View } from '~/api/types';

/** The views of the inbox, in their order. */
export const VIEWS: readonly View[] = [
  'all',
  'mine',
  'unassigned',
  'mentions',
  'closing',
  'waiting',
  'failed',
  'unanswered',
  'unread',
  'held',
  'snoozed',
  'resolved',
];

/** Those that are always at hand; the others are behind "More". */
export const AT_HAND = 7;

/** The server counts up to here. */
export const COUNTED = 1000;
