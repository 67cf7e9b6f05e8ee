import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PencilLine, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { usePresence } from '~/api/presence';
import type { ConversationDetail, Message, Reason } from '~/api/types';
import { kindsQuery } from '~/api/uploads';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { keptText } from '~/lib/drafts-kept';
import { useKept } from '~/lib/use-kept';
import { Button } from '~/ui/button';
import { attach, sent, useAttachments } from './attachments';
import { asked, filled } from './canned';
import { lengthLeft, limitOf } from './length';
import { parcel } from './parcel';
import { type PickerKeys, takes } from './picker-keys';
import { inPrivate, usePrivately } from './privately';
import { putSign } from './put-sign';
import { Length, useBlocked } from './reply-limits';
import { AttachmentTray, BothAnswer, CannedPicker, QuoteChip, Where } from './reply-parts';
import { ReplyTools } from './reply-tools';
import { useSend } from './use-send';
import { useTyping } from './use-typing';

interface Props {
  conversation: ConversationDetail;
  quote: Message | null;
  onQuoteDone: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
  onTemplate: () => void;
  onRefused: (reasons: readonly Reason[]) => void;
}

export function Reply({ conversation, quote, onQuoteDone, field, onTemplate, onRefused }: Props) {
  const { t } = useL10n();
  const { id, contact, channel } = conversation;
  const me = useMe();
  const client = useQueryClient();
  const [text, write] = useKept('reply', id);
  const [asking, setAsking] = useState<string | null>(null);
  const picker = useRef<PickerKeys>(null);
  const pickerId = useId();
  const [picked, setPicked] = useState<string>();
  const send = useSend(id);
  const typed = useTyping(conversation);
  const other = usePresence(id, me.person.id).find((one) => one.doing === 'typing');
  const files = useAttachments(id);
  const kind = useQuery(kindsQuery).data?.items.find((one) => one.kind === channel.kind);
  const where = { conversation: id, channel: channel.id, limits: kind?.media ?? [] };
  const wanted = asked(text);
  const privately = usePrivately(conversation, quote);
  const limit = limitOf(kind, privately.open);
  const blocked = useBlocked(text, files, limit, privately.lost);
  useEffect(() => {
    if (quote) field.current?.focus();
  }, [quote, field]);

  async function take(chosen: readonly File[]): Promise<void> {
    field.current?.focus();
    // Chosen before the limits are known: they wait for them rather than vanish.
    const { items } = await client.ensureQueryData(kindsQuery);
    const limits = items.find((one) => one.kind === channel.kind)?.media ?? [];
    await attach(chosen, { ...where, limits });
  }

  function go(anyway: boolean): void {
    const words = text.trim();
    const parts = privately.to ? inPrivate(privately.to, words) : parcel(words, files, quote, kind);
    if (parts.length === 0 || blocked) return;
    if (other && !anyway) {
      setAsking(other.person.name);
      return;
    }
    setAsking(null);
    onRefused([]);
    write('');
    onQuoteDone();
    privately.done();
    sent(id);
    field.current?.focus();
    for (const { reply, words: shown } of parts) {
      send(reply, shown, (stopped) => {
        onRefused(stopped.reasons);
        // The words go back where they came from, unless something else stands there by now.
        if (
          (reply.type !== 'text' && reply.type !== 'private_reply') ||
          keptText('reply', id) !== '' ||
          stopped.reasons.length === 0
        )
          return false;
        // What was meant for one is never offered to everybody.
        privately.choose(reply.type === 'private_reply');
        write(words);
        return true;
      });
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const pick = wanted !== null && !event.shiftKey;
    if (pick && takes(picker.current, event.key)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(false);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (wanted !== null) write('');
      else if (quote) onQuoteDone();
      else field.current?.blur();
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button does the same
    <div
      className="grid grid-cols-1 gap-2"
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      }}
    >
      {other && (
        <p role="status" className="flex items-center gap-1.5 text-xs text-accent">
          <PencilLine size={13} aria-hidden="true" />
          {t('thread-typing', { name: other.person.name })}
        </p>
      )}
      {conversation.topic && <Where {...privately} />}
      {quote && <QuoteChip quote={quote} name={contact.name} onDrop={onQuoteDone} />}
      {wanted !== null && (
        <CannedPicker
          id={pickerId}
          wanted={wanted}
          keys={picker}
          onActive={setPicked}
          onChoose={(one) => write(filled(one.body, { contact: contact.name, agent: me.person.name }))}
        />
      )}
      {files.length > 0 && <AttachmentTray files={files} where={where} />}
      <div className="flex items-end gap-1.5">
        <ReplyTools
          files={conversation.topic === null}
          templates={kind?.composer.includes('template') ?? true}
          onFiles={(chosen) => void take(chosen)}
          onTemplate={onTemplate}
          onSign={() => putSign(field.current, text, write)}
        />
        <textarea
          ref={field}
          dir="auto"
          rows={1}
          value={text}
          aria-label={t('composer-label', { name: contact.name })}
          aria-invalid={lengthLeft(text, limit) < 0 || undefined}
          aria-autocomplete={wanted === null ? undefined : 'list'}
          aria-controls={picked && pickerId}
          aria-activedescendant={picked}
          placeholder={
            matchMedia('(pointer: coarse)').matches
              ? t('composer-placeholder-touch')
              : t('composer-placeholder')
          }
          onChange={(event) => {
            write(event.target.value);
            typed();
          }}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return;
            event.preventDefault();
            void take([...event.clipboardData.files]);
          }}
          onKeyDown={onKeyDown}
          className="max-h-[40dvh] min-h-10 min-w-0 flex-1 resize-none rounded-xl border border-edge/70 bg-ground px-3.5 py-2 focus-visible:outline-offset-0 touch:min-h-11"
        />
        <Button variant="primary" onClick={() => go(false)} disabledReason={blocked}>
          <SendHorizontal size={16} aria-hidden="true" className="rtl:-scale-x-100" />
          <span className="max-sm:sr-only">{t('composer-send')}</span>
        </Button>
      </div>
      <Length text={text} limit={limit} />
      {asking !== null && (
        <BothAnswer who={asking} text={text} onClose={() => setAsking(null)} onConfirm={() => go(true)} />
      )}
    </div>
  );
}
