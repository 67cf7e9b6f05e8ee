import type { Content, Message } from '~/api/types';
import { useL10n } from '~/l10n/words';

interface Props {
  content: Extract<Content, { type: 'system' }>;
  author: Message['author'];
}

/** Something that happened to the conversation itself, or that the provider told. */
export function Notice({ content, author }: Props) {
  const { t, known, appointment } = useL10n();
  const { event, body } = content;
  const by = author?.name ?? '';
  const own =
    event.startsWith('conversation_') || event.startsWith('channel_')
      ? known(`notice-${event.replaceAll('_', '-')}`, {
          by: by || (author?.kind === 'rule' ? t('author-rule') : t('author-system')),
          name: body ?? '',
          when: event === 'conversation_snoozed' && body ? appointment(body) : '',
        })
      : null;
  return <>{own ?? body ?? t('msg-system-changed', { event })}</>;
}
