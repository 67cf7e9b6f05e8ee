import type { Content, Message } from '~/api/types';
import { withWords } from '~/l10n/load';
import { later } from '~/ui/later';
import { ContactCards, Location, Order } from './cards';
import { Unsupported } from './unsupported';

const Shared = later(withWords(['public'], async () => (await import('./shared')).Shared));

type RareContent = Extract<Content, { type: 'location' | 'contacts' | 'order' | 'shared' | 'unsupported' }>;

/** The kinds of messages that come when they are wanted. */
export function Rare({ message, content }: { message: Message; content: RareContent }) {
  switch (content.type) {
    case 'location':
      return <Location content={content} />;
    case 'contacts':
      return <ContactCards cards={content.cards} />;
    case 'order':
      return <Order content={content} />;
    case 'shared':
      return <Shared content={content} />;
    case 'unsupported':
      return <Unsupported message={message} content={content} />;
  }
}
