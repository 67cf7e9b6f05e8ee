import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { cancelMessage } from '~/api/cancel';
import { keepMessage } from '~/api/live';
import { sentAs } from '~/api/outbox';
import { isProblem } from '~/api/problem';
import type { Message } from '~/api/types';
import type { NewReply } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { useSeconds } from '~/lib/now';
import { toast } from '~/lib/toast';
import { TextButton } from '~/ui/button';

/** Whether a message still waits so that its author can take it back. */
export function canUndo(message: Message, now: number): boolean {
  const until = message.delivery?.undo_until;
  return message.delivery?.state === 'queued' && until != null && Date.parse(until) > now;
}

/** Takes a message back: shown at once, and then whatever the server says. What it was made of returns to the composer. */
export function useUndo(): (message: Message) => void {
  const { t } = useL10n();
  const client = useQueryClient();
  return useMutation({
    mutationFn: cancelMessage,
    onSuccess: (after, before) => {
      keepMessage(client, after);
      const { content, conversation_id: where } = before;
      const said: NewReply | null = content.type === 'text' ? { type: 'text', text: content.body } : null;
      const reply = sentAs(before.id) ?? said;
      if (reply) void import('~/features/composer/give-back').then(({ giveBack }) => giveBack(where, reply));
      toast(t('undo-done'));
    },
    onError: (error) =>
      toast(
        isProblem(error, 'already_leaving') ? t('undo-too-late') : `${t('undo-failed')} ${error.message}`,
        { tone: 'red' },
      ),
  }).mutate;
}

/** The seconds in which a message can be taken back, beside its ticks. What has left does not look at the clock. */
export function UndoLine({ message }: { message: Message }) {
  return message.delivery?.state === 'queued' ? <Seconds message={message} /> : null;
}

function Seconds({ message }: { message: Message }) {
  const { t } = useL10n();
  const now = useSeconds();
  const undo = useUndo();
  const until = message.delivery?.undo_until;
  if (!until || !canUndo(message, now)) return null;
  const seconds = Math.max(1, Math.floor((Date.parse(until) - now) / 1000));
  return (
    <span className="inline-flex items-center gap-2">
      <span className="tabular-nums">{t('undo-in', { seconds })}</span>
      <TextButton onClick={() => undo(message)}>
        <Undo2 size={12} aria-hidden="true" className="me-1 inline rtl:-scale-x-100" />
        {t('undo-button')}
      </TextButton>
    </span>
  );
}
