import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { templatesQuery } from '~/api/queries';
import { suggestionsQuery } from '~/api/template-suggestions';
import type { ConversationDetail, Reason } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { useKept } from '~/lib/use-kept';
import { Button } from '~/ui/button';
import { later } from '~/ui/later';
import { Notice } from '~/ui/notice';
import { Bones, Failure } from '~/ui/states';
import { begun, suggestedFor } from './template-fit';
import { freshTemplate, readTemplate, writeTemplate } from './template-kept';

/** Few conversations need a template; those that do fetch it while the list is read. */
const TemplateForm = later(async () => (await import('./template-form')).TemplateForm, <Bones rows={3} />);
const TemplatePicker = later(
  async () => (await import('./template-picker')).TemplatePicker,
  <Bones rows={3} />,
);

interface Props {
  conversation: ConversationDetail;
  /** Nothing else can be sent now. */
  closed: boolean;
  /** A person asked for the list of templates. */
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
  onRefused: (reasons: readonly Reason[]) => void;
  /** What was typed becomes a note. */
  onNote: () => void;
}

export function TemplateSender({ conversation, closed, chosen: open, onChosen, onRefused, onNote }: Props) {
  const { t } = useL10n();
  const templates = useQuery(templatesQuery(conversation.channel.id));
  // Without suggestions one chooses and fills by hand.
  const suggested = useQuery({ ...suggestionsQuery(conversation.id), enabled: open });
  const [typed] = useKept('reply', conversation.id);
  const [text, keep] = useKept('template', conversation.id);
  const kept = readTemplate(text);
  const chosen = templates.data?.items.find(
    (one) => one.name === kept?.name && one.language === kept.language,
  );
  return (
    <div className="grid gap-2.5">
      {closed && (
        <Notice
          tone="amber"
          title={t('composer-closed')}
          action={
            <>
              {!open && (
                <Button variant="primary" onClick={() => onChosen(true)}>
                  {t('template-pick')}
                </Button>
              )}
              {typed !== '' && <Button onClick={onNote}>{t('composer-as-note')}</Button>}
            </>
          }
        >
          {typed !== '' && <Kept text={typed} />}
        </Notice>
      )}
      {open && kept && chosen ? (
        <TemplateForm
          conversation={conversation}
          template={chosen}
          filled={kept.filled}
          onFilled={(filled) => keep(writeTemplate({ ...kept, filled, open: true }))}
          typed={typed}
          suggested={suggestedFor(chosen.id, suggested.data)}
          onOther={() => keep('')}
          onSent={() => {
            keep('');
            onChosen(false);
          }}
          onRefused={onRefused}
        />
      ) : (
        open &&
        (templates.isPending || suggested.isPending ? (
          <Bones rows={3} />
        ) : templates.isError ? (
          <Failure error={templates.error} retry={() => void templates.refetch()} />
        ) : (
          <TemplatePicker
            channel={conversation.channel.id}
            templates={templates.data.items}
            suggested={suggested.data}
            onChoose={(one) => keep(freshTemplate(one, begun(suggestedFor(one.id, suggested.data))))}
          />
        ))
      )}
      {open && (
        <div>
          <Button variant="quiet" onClick={() => onChosen(false)}>
            <X size={15} aria-hidden="true" />
            {t('template-back-to-reply')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What was typed is still there, and says so. */
function Kept({ text }: { text: string }) {
  const { t } = useL10n();
  return (
    <>
      <p>{t('composer-kept')}</p>
      <blockquote dir="auto" className="spoken mt-1 line-clamp-3 border-s-2 border-amber-line ps-2.5">
        {text}
      </blockquote>
    </>
  );
}
