import { useNavigate } from '@tanstack/react-router';
import { Copy, FileCheck2, Reply } from 'lucide-react';
import type { Message } from '~/api/types';
import { useSend } from '~/features/composer/use-send';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { emojiWanted } from '~/lib/emoji';
import { MenuBox, MenuLine, MenuRow } from '~/ui/menu';
import { plainWords } from './plain-words';
import { isQuotable } from './quotable';

const SIGNS = ['👍', '❤️', '😂', '🙏', '🎉'];

interface Props {
  message: Message;
  onQuote: (message: Message) => void;
  onClose: () => void;
}

export function ActionsBox({ message, onQuote, onClose }: Props) {
  const { t } = useL10n();
  const navigate = useNavigate();
  const send = useSend(message.conversation_id);
  const may = useCan()('send');
  const words = plainWords(message.content);
  const mine = message.reactions.find((one) => one.by === 'business')?.emoji;
  const answerable = may && message.direction === 'in' && message.content.type !== 'deleted';
  const quotable = may && isQuotable(message);
  const react = (emoji: string | null) =>
    send({ type: 'reaction', message_id: message.id, emoji }, emoji ?? '', null);
  return (
    <MenuBox label={t('msg-actions')} onClose={onClose}>
      {quotable && (
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
      {answerable && (
        <MenuRow text={t('msg-react-other')} onAction={() => emojiWanted.set({ choose: react })} />
      )}
      {answerable && mine && <MenuRow text={t('msg-react-remove')} onAction={() => react(null)} />}
    </MenuBox>
  );
}
