import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Failure, Message } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { runCommand } from '~/lib/commands';
import { TextButton } from '~/ui/button';
import { contactWanted } from './contact-wanted';
import { failureWords, type Remedy, remedy } from './failure-words';
import { Resend, ResendUnknown } from './resend';
import { useKnown } from './use-known';

/** What failed, why, and what helps: written in the bubble, not hidden behind the pointer. */
export function FailureLine({ message, onTemplate }: { message: Message; onTemplate: () => void }) {
  const l10n = useL10n();
  const { t } = l10n;
  const delivery = message.delivery;
  if (delivery?.state === 'unknown') {
    return (
      <Box tone="border-amber-line text-amber" title={t('fail-unknown-title')} hint={t('fail-unknown')}>
        <ResendUnknown message={message} />
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
      {failure && failure.code !== 0 && <About failure={failure} />}
    </Box>
  );
}

/** Where the code is explained; one that is not known here has a reference to name. */
function About({ failure: { code, reference } }: { failure: Failure }) {
  const { t } = useL10n();
  return (
    <span className="ms-3 text-xs first:ms-0">
      {reference ? (
        <>
          {t('fail-reference')} <code className="select-all">{reference}</code>
        </>
      ) : (
        <Link to="/settings/error-codes" search={{ q: String(code) }} className={LINK}>
          {t('fail-about', { code: String(code) })}
        </Link>
      )}
    </span>
  );
}

const LINK = 'font-medium underline underline-offset-2';

/** Does it in the conversation itself; from elsewhere one goes there. */
function useThere(conversation: string): (then: () => void) => void {
  const navigate = useNavigate();
  const here = useParams({ strict: false }).conversationId === conversation;
  return (then) => {
    if (here) then();
    else
      void navigate({ to: '/inbox/$conversationId', params: { conversationId: conversation }, search: {} });
  };
}

function Help({ what, message, onTemplate }: { what: Remedy; message: Message; onTemplate: () => void }) {
  const { t } = useL10n();
  const reason = useReason()('send');
  const there = useThere(message.conversation_id);
  const channel = useKnown(message.conversation_id)?.channel.id;
  switch (what) {
    case 'retry':
      return <Resend message={message} after="failed" />;
    case 'template':
    case 'fill':
      return (
        <TextButton
          disabledReason={reason}
          onClick={() => {
            if (what === 'template') onTemplate();
            else void import('~/features/composer/fill-again').then((m) => m.fillAgain(message, onTemplate));
          }}
        >
          {t(`fail-${what}`)}
        </TextButton>
      );
    case 'reconnect':
    case 'reauthorize':
    case 'sync':
      return (
        <Link to="/settings/channels" className={LINK}>
          {t(`fail-${what}`)}
        </Link>
      );
    case 'number':
    case 'name':
      return (
        <Link
          to="/admin/whatsapp-settings"
          search={{ ...(channel && { channel }), ...(what === 'name' && { see: 'profile' }) }}
          className={LINK}
        >
          {t(what === 'name' ? 'fail-name' : 'whatsapp-title')}
        </Link>
      );
    case 'provider':
    case 'manager':
      return (
        <a href={AT_META[what]} target="_blank" rel="noopener noreferrer" className={LINK}>
          {t(`fail-${what}`)}
        </a>
      );
    case 'write':
    case 'file':
      return (
        <TextButton disabledReason={reason} onClick={() => there(() => runCommand('reply'))}>
          {t(what === 'file' ? 'fail-file' : 'fail-write')}
        </TextButton>
      );
    case 'contact':
      return (
        <TextButton
          onClick={() => {
            contactWanted.set(message.conversation_id);
            there(() => undefined);
          }}
        >
          {t('fail-contact')}
        </TextButton>
      );
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
