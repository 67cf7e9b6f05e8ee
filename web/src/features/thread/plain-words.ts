import type { Content } from '~/api/types';

/** The words of a message as plain text: for copying and for quoting. Empty when it has none. */
export function plainWords(content: Content): string {
  switch (content.type) {
    case 'text':
    case 'interactive':
      return content.body;
    case 'template':
      return [content.header, content.body, content.footer].filter(Boolean).join('\n');
    case 'media':
      return content.caption ?? content.filename ?? '';
    case 'location':
      return [content.name, content.address].filter(Boolean).join('\n');
    case 'contacts':
      return content.cards.map((card) => [card.name, ...card.phones].join(' ')).join('\n');
    case 'choice':
      return content.title;
    case 'shared':
      return [content.title, content.url].filter(Boolean).join('\n');
    case 'order':
      return content.note ?? '';
    case 'system':
      return content.body ?? '';
    case 'reaction':
      return content.emoji ?? '';
    case 'welcome':
    case 'unsupported':
    case 'deleted':
      return '';
  }
}
