import { useEffect, useRef } from 'react';
import type { SuggestedValue } from '~/api/template-suggestions';
import type { ConversationDetail, Reason } from '~/api/types';
import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { keepText } from '~/lib/drafts-kept';
import { Button, TextButton } from '~/ui/button';
import { Field } from '~/ui/field';
import { HeaderFile } from './header-file';
import { type Filled, fill, missing, plain, type Slot, slots, values } from './template';
import { TemplatePreview } from './template-preview';
import { useSend } from './use-send';
import { ValueSource } from './value-source';

interface Props {
  conversation: ConversationDetail;
  template: Template;
  /** What was filled in; it is kept where the conversation's other half-written texts are. */
  filled: Filled;
  onFilled: (filled: Filled) => void;
  /** What stood in the reply when the window closed. */
  typed: string;
  /** The values there are sources for, by slot. */
  suggested: ReadonlyMap<string, SuggestedValue>;
  onOther: () => void;
  onSent: () => void;
  onRefused: (reasons: readonly Reason[]) => void;
}

/** The name of the header's file, beside its value. */
const FILE_NAME = 'file name';

/** Every variable of every part beside what the customer will see; what has a source says which. */
export function TemplateForm({ conversation, template, filled, onFilled, typed, suggested, ...acts }: Props) {
  const { onOther, onSent, onRefused } = acts;
  const { t } = useL10n();
  const send = useSend(conversation.id);
  const needed = slots(template);
  const words = useSlotWords();
  const empty = missing(template, filled);
  const reason = empty && t('template-missing', { name: words(empty) });
  const set = (slot: Slot, value: string) => onFilled({ ...filled, [slot.id]: value });

  // An upload ends after other values were typed: it adds to what is there then.
  const latest = useRef((_more: Filled) => {});
  useEffect(() => {
    latest.current = (more) => onFilled({ ...filled, ...more });
  });

  const help = (slot: Slot) => {
    const one = suggested.get(slot.id);
    return (
      one && <ValueSource suggested={one} value={filled[slot.id] ?? ''} onBack={() => set(slot, one.value)} />
    );
  };

  function go(): void {
    if (empty) return;
    onRefused([]);
    if (typed !== '' && Object.values(filled).some((value) => value.trim() === typed.trim())) {
      keepText('reply', conversation.id, '');
    }
    send(
      {
        type: 'template',
        template: { name: template.name, language: template.language, values: values(template, filled) },
      },
      plain(fill(template.body, 'body', filled)),
      null,
    );
    onSent();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
      className="flex max-h-[56dvh] flex-col rounded-xl border border-line"
    >
      <div className="grid min-h-0 gap-4 overflow-y-auto p-4 md:grid-cols-2">
        <div className="grid content-start gap-3">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <strong className="font-semibold">{template.name}</strong>
            <span className="text-quiet">{template.language}</span>
            <TextButton onClick={onOther}>{t('template-other')}</TextButton>
          </p>
          {needed.map((slot, index) => (
            <div key={slot.id} className="grid gap-1">
              {slot.part === 'media' ? (
                <HeaderFile
                  kind={slot.name}
                  conversation={conversation}
                  there={filled[slot.id] ? (filled[FILE_NAME] ?? filled[slot.id]) : undefined}
                  onValue={(value, name) => latest.current({ [slot.id]: value, [FILE_NAME]: name })}
                />
              ) : (
                <Field
                  autoFocus={index === 0}
                  dir="auto"
                  label={words(slot)}
                  value={filled[slot.id] ?? ''}
                  help={help(slot)}
                  onChange={(event) => set(slot, event.target.value)}
                />
              )}
              {typed !== '' && slot.part === 'body' && filled[slot.id] !== typed && (
                <p className="text-xs">
                  <TextButton onClick={() => set(slot, typed)}>{t('template-use-typed')}</TextButton>
                </p>
              )}
            </div>
          ))}
        </div>
        <TemplatePreview template={template} filled={filled} name={conversation.channel.name} />
      </div>
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2.5">
        <Button type="submit" variant="primary" disabledReason={reason}>
          {t('template-send')}
        </Button>
        {reason && (
          <p aria-hidden="true" className="text-xs text-quiet">
            {reason}
          </p>
        )}
      </div>
    </form>
  );
}

/** The name of a slot as a person reads it: a number stays a number, a name a name. */
function useSlotWords(): (slot: Slot) => string {
  const { t, known } = useL10n();
  return (slot) => {
    switch (slot.part) {
      case 'header':
        return t('template-value-header', { name: `{{${slot.name}}}` });
      case 'body':
        return t('template-value-body', { name: `{{${slot.name}}}` });
      case 'button':
        return t('template-value-button', { text: slot.name });
      case 'media':
        return t('template-value-file', { kind: known(`preview-${slot.name}`) ?? slot.name });
    }
  };
}
