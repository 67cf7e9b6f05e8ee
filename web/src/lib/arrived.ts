import type { Message } from '~/api/types';
import { store } from './store';

/** The customer's message that came last while this page was open. */
export const arrived = store<Pick<Message, 'id' | 'conversation_id'> | null>(null);
