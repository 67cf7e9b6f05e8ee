import { useMutation, useQueryClient } from '@tanstack/react-query';
import { idempotencyKey } from '~/api/client';
import { keepMessage } from '~/api/live';
import { said } from '~/api/problem';
import { resendMessage } from '~/api/resend';
import type { Message } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { TextButton } from '~/ui/button';

/** Sends a message again of which nobody knows whether it arrived, once Meta had its time to tell. */
export function ResendUnknown({ message }: { message: Message }) {
  const { t, time } = useL10n();
  const now = useNow();
  const from = message.delivery?.resend_after;
  const early = from != null && Date.parse(from) > now;
  return (
    <Resend message={message} after="unknown" wait={early ? t('fail-wait', { time: time(from) }) : null} />
  );
}

interface ResendProps {
  message: Message;
  after: 'unknown' | 'failed';
  /** Why it cannot be sent again yet. */
  wait?: string | null;
}

/** Sends a message again. */
export function Resend({ message, after, wait = null }: ResendProps) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('send');
  const resend = useMutation({
    mutationFn: (key: string) => resendMessage(message.id, after, key),
    onSuccess: (fresh) => keepMessage(client, fresh),
  });
  return (
    <>
      <TextButton
        disabledReason={reason ?? wait}
        onClick={() => !resend.isPending && resend.mutate(idempotencyKey())}
      >
        {t('fail-retry')}
      </TextButton>
      {wait && <span className="ms-2">{wait}</span>}
      {resend.error && <span role="alert"> {said(resend.error)}</span>}
    </>
  );
}
