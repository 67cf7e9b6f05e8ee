import { LayoutTemplate, SendHorizontal, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { usePresence } from '~/api/presence';
import type { ConversationDetail, Message, Reason } from '~/api/types';
import { useMe } from '~/features/session/me';
import { tellPresence } from '~/features/shell/use-live';
import { useFloor } from '~/features/thread/header';
import { plainWords } from '~/features/thread/plain-words';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { keepText, keptText } from '~/lib/drafts-kept';
import { Button } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { IconButton } from '~/ui/icon-button';
import { ButtonKey } from '~/ui/kbd';
import { lengthLeft, MAX_TEXT } from './length';
import { useSend } from './use-send';

interface Props {
  conversation: ConversationDetail;
  quote: Message | null;
  onQuoteDone: () => void;
  onTemplate: () => void;
  onRefused: (reasons: readonly Reason[]) => void;
}

/** How often colleagues are told that one types. */
const TYPING_EVERY_MS = 4000;

export function Reply({ conversation, quote, onQuoteDone, onTemplate, onRefused }: Props) {
  const { t, number } = useL10n();
  const { id, contact } = conversation;
  const [text, setText] = useState(() => keptText('reply', id));
  const [asking, setAsking] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const send = useSend(id);
  const typed = useTyping(conversation);
  const other = usePresence(id, useMe().person.id).find((one) => one.doing === 'typing');
  const left = lengthLeft(text);

  useCommands([
    { id: 'reply', keys: ['r'], scope: 'thread', label: t('cmd-reply'), run: () => field.current?.focus() },
    { id: 'template', keys: ['t'], scope: 'thread', label: t('cmd-template'), run: onTemplate },
  ]);
  useEffect(() => {
    if (quote) field.current?.focus();
  }, [quote]);

  function write(next: string): void {
    setText(next);
    keepText('reply', id, next);
  }

  function go(anyway: boolean): void {
    const words = text.trim();
    if (words === '' || left < 0) return;
    if (other && !anyway) {
      setAsking(other.person.name);
      return;
    }
    setAsking(null);
    onRefused([]);
    write('');
    onQuoteDone();
    field.current?.focus();
    send({ type: 'text', text: words, ...(quote && { quote: quote.id }) }, words, (stopped) => {
      onRefused(stopped.reasons);
      // The words go back where they came from, unless something else stands there by now.
      if (keptText('reply', id) !== '' || stopped.reasons.length === 0) return false;
      write(words);
      return true;
    });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(false);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (quote) onQuoteDone();
      else field.current?.blur();
    }
  }

  return (
    <>
      {quote && <QuoteChip quote={quote} name={contact.name} onDrop={onQuoteDone} />}
      <div className="flex items-end gap-2">
        <IconButton
          side="above"
          label={t('composer-template')}
          hint={<ButtonKey keys="t" />}
          onClick={onTemplate}
        >
          <LayoutTemplate size={19} />
        </IconButton>
        <textarea
          ref={field}
          dir="auto"
          rows={1}
          value={text}
          aria-label={t('composer-label', { name: contact.name })}
          aria-invalid={left < 0 || undefined}
          placeholder={
            matchMedia('(pointer: coarse)').matches
              ? t('composer-placeholder-touch')
              : t('composer-placeholder')
          }
          onChange={(event) => {
            write(event.target.value);
            typed();
          }}
          onKeyDown={onKeyDown}
          className="max-h-[40dvh] min-h-10 min-w-0 flex-1 resize-none rounded-xl border border-edge/70 bg-ground px-3.5 py-2 focus-visible:outline-offset-0 touch:min-h-11"
        />
        <Button
          variant="primary"
          onClick={() => go(false)}
          disabledReason={left < 0 ? t('composer-too-long', { count: number(-left) }) : null}
        >
          <SendHorizontal size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          <span className="max-sm:sr-only">{t('composer-send')}</span>
        </Button>
      </div>
      {left < MAX_TEXT / 10 && (
        <p role="status" className={`text-xs ${left < 0 ? 'text-red' : 'text-quiet'}`}>
          {left < 0
            ? t('composer-too-long', { count: number(-left) })
            : t('composer-left', { count: number(left) })}
        </p>
      )}
      <Confirm
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={t('composer-both', { name: asking ?? '' })}
        action={t('composer-send-anyway')}
        onConfirm={() => go(true)}
      >
        <p dir="auto" className="spoken">
          {text}
        </p>
      </Confirm>
    </>
  );
}

/** Typing tells colleagues, and takes the conversation from the rules. */
function useTyping(conversation: ConversationDetail): () => void {
  const told = useRef(0);
  const floor = useFloor(conversation.id);
  return () => {
    if (Date.now() - told.current < TYPING_EVERY_MS) return;
    told.current = Date.now();
    tellPresence('typing', conversation.id);
    if (!conversation.human_has_floor && !floor.isPending) floor.mutate(true);
  };
}

function QuoteChip({ quote, name, onDrop }: { quote: Message; name: string; onDrop: () => void }) {
  const { t } = useL10n();
  return (
    <div className="flex items-center gap-2 rounded-lg border-s-3 border-accent bg-inset py-1 ps-3 pe-1 text-sm">
      <div className="min-w-0 flex-1">
        <p className="text-xs font-semibold text-accent">
          {t('composer-quote')} <bdi>{name}</bdi>
        </p>
        <p dir="auto" className="truncate text-quiet">
          {plainWords(quote.content) || t(`preview-${quote.kind}`)}
        </p>
      </div>
      <IconButton label={t('composer-quote-drop')} onClick={onDrop}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
