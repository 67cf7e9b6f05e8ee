import type { Message } from '~/api/types';

/** Whether an answer can name this message: the provider must know it, and it must still be there. */
export function isQuotable(message: Message): boolean {
  const silent = ['deleted', 'system', 'welcome', 'reaction'];
  if (silent.includes(message.content.type)) return false;
  return message.direction === 'in' || Boolean(message.delivery?.provider_id);
}
