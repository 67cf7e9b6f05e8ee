import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, idempotencyKey, ok, once } from '~/api/client';
import { keepMessage } from '~/api/live';
import type { Message } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { runCommand } from '~/lib/commands';
import { TextButton } from '~/ui/button';
import { failureWords, type Remedy, remedy } from './failure-words';

/** What failed, why, and what helps: written in the bubble, not hidden behind the pointer. */
export function FailureLine({ message, onTemplate }: { message: Message; onTemplate: () => void }) {
  const l10n = useL10n();
  const { t } = l10n;
  const delivery = message.delivery;
  if (delivery?.state === 'unknown') {
    return (
      <Box tone="border-amber-line text-amber" title={t('fail-unknown-title')} hint={t('fail-unknown')}>
        <Resend message={message} after="unknown" />
      </Box>
    );
  }
  if (delivery?.state !== 'failed') return null;
  const failure = delivery.failure;
  const words = failure
    ? failureWords(l10n, failure)
    : failureWords(l10n, { class: 'unknown', title: '', hint: '' });
  const what = failure ? remedy(failure) : 'retry';
  return (
    <Box
      tone="border-red-line text-red"
      title={failure ? `${words.title} (${failure.code})` : words.title}
      hint={words.hint}
      details={failure?.details}
      open={what === 'details'}
    >
      <Help what={what} message={message} onTemplate={onTemplate} />
    </Box>
  );
}

const LINK = 'font-medium underline underline-offset-2';

function Help({ what, message, onTemplate }: { what: Remedy; message: Message; onTemplate: () => void }) {
  const { t } = useL10n();
  switch (what) {
    case 'retry':
      return <Resend message={message} after="failed" />;
    case 'template':
      return <TextButton onClick={onTemplate}>{t('fail-template')}</TextButton>;
    case 'reconnect':
    case 'sync':
      return (
        <Link to="/settings/channels" className={LINK}>
          {t(what === 'sync' ? 'fail-sync' : 'fail-reconnect')}
        </Link>
      );
    case 'provider':
      return (
        <a href="https://business.facebook.com/" target="_blank" rel="noopener noreferrer" className={LINK}>
          {t('fail-provider')}
        </a>
      );
    case 'write':
    case 'file':
      return (
        <TextButton onClick={() => runCommand('reply')}>
          {t(what === 'file' ? 'fail-file' : 'fail-write')}
        </TextButton>
      );
    case 'contact':
      return <TextButton onClick={() => runCommand('panel')}>{t('fail-contact')}</TextButton>;
    case 'details':
    case 'none':
      return null;
  }
}

interface BoxProps {
  tone: string;
  title: string;
  hint: string;
  details?: string | null | undefined;
  /** The details are what helps. */
  open?: boolean;
  children: ReactNode;
}

function Box({ tone, title, hint, details, open = false, children }: BoxProps) {
  const { t } = useL10n();
  return (
    <div className={`mt-1 border-t pt-1.5 pb-1 text-sm ${tone}`}>
      <p className="font-semibold">{title}</p>
      <p>{hint}</p>
      {details && (
        <details open={open} className="mt-0.5">
          <summary className="w-fit text-xs font-medium">{t('fail-details')}</summary>
          <p className="text-xs break-words">{details}</p>
        </details>
      )}
      <p className="mt-0.5">{children}</p>
    </div>
  );
}

function Resend({ message, after }: { message: Message; after: 'unknown' | 'failed' }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('send');
  const resend = useMutation({
    mutationFn: (key: string) =>
      ok(
        api.POST('/messages/{id}/resend', {
          params: { path: { id: message.id }, header: once(key) },
          body: { after },
        }),
      ),
    onSuccess: (fresh) => keepMessage(client, fresh),
  });
  return (
    <>
      <TextButton
        disabledReason={reason}
        onClick={() => !resend.isPending && resend.mutate(idempotencyKey())}
      >
        {t('fail-retry')}
      </TextButton>
      {resend.error && <span role="alert"> {resend.error.message}</span>}
    </>
  );
}
