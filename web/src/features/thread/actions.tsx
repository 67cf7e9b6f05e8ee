import { useNavigate } from '@tanstack/react-router';
import { Copy, EllipsisVertical, FileCheck2, Reply } from 'lucide-react';
import { Button, MenuTrigger } from 'react-aria-components';
import type { Message } from '~/api/types';
import { useSend } from '~/features/composer/use-send';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { MenuBox, MenuLine, MenuRow } from '~/ui/menu';
import { plainWords } from './plain-words';

const SIGNS = ['👍', '❤️', '😂', '🙏', '🎉'];

/** What can be done with one message. */
export function Actions({ message, onQuote }: { message: Message; onQuote: (message: Message) => void }) {
  const { t } = useL10n();
  return (
    <MenuTrigger>
      <Button
        aria-label={t('msg-actions')}
        className="mt-1 grid size-7 shrink-0 place-items-center rounded-md text-quiet opacity-0 transition-opacity group-hover/bubble:opacity-100 hover:bg-hover focus-visible:opacity-100 aria-expanded:opacity-100 touch:size-11 touch:opacity-70"
      >
        <EllipsisVertical size={16} aria-hidden="true" />
      </Button>
      <Box message={message} onQuote={onQuote} />
    </MenuTrigger>
  );
}

function Box({ message, onQuote }: { message: Message; onQuote: (message: Message) => void }) {
  const { t } = useL10n();
  const navigate = useNavigate();
  const send = useSend(message.conversation_id);
  const may = useCan()('send');
  const words = plainWords(message.content);
  const mine = message.reactions.find((one) => one.by === 'business')?.emoji;
  const answerable = may && message.direction === 'in' && message.content.type !== 'deleted';
  const react = (emoji: string | null) =>
    send({ type: 'reaction', message_id: message.id, emoji }, emoji ?? '', null);
  return (
    <MenuBox label={t('msg-actions')}>
      {answerable && (
        <MenuRow text={t('msg-quote')} icon={<Reply size={16} />} onAction={() => onQuote(message)} />
      )}
      {words && (
        <MenuRow
          text={t('msg-copy')}
          icon={<Copy size={16} />}
          onAction={() => void navigator.clipboard.writeText(words).then(() => announce(t('app-copied')))}
        />
      )}
      <MenuRow
        text={t('msg-evidence')}
        icon={<FileCheck2 size={16} />}
        onAction={() => void navigate({ to: '/evidence/$messageId', params: { messageId: message.id } })}
      />
      {answerable && <MenuLine />}
      {answerable &&
        SIGNS.filter((sign) => sign !== mine).map((sign) => (
          <MenuRow key={sign} text={t('msg-react', { emoji: sign })} onAction={() => react(sign)} />
        ))}
      {answerable && mine && <MenuRow text={t('msg-react-remove')} onAction={() => react(null)} />}
    </MenuBox>
  );
}
