import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { templatesQuery } from '~/api/queries';
import type { ConversationDetail, Reason } from '~/api/types';
import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { keptText } from '~/lib/drafts-kept';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Bones, Failure } from '~/ui/states';
import { TemplateForm } from './template-form';
import { TemplatePicker } from './template-picker';

interface Props {
  conversation: ConversationDetail;
  /** Nothing else can be sent now. */
  closed: boolean;
  /** A person asked for the list of templates. */
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
  onRefused: (reasons: readonly Reason[]) => void;
}

export function TemplateSender({ conversation, closed, chosen: open, onChosen, onRefused }: Props) {
  const { t } = useL10n();
  const [chosen, setChosen] = useState<Template | null>(null);
  const templates = useQuery(templatesQuery(conversation.channel.id));
  const typed = keptText('reply', conversation.id);
  return (
    <div className="grid gap-2.5">
      {closed && (
        <Notice
          tone="amber"
          title={t('composer-closed')}
          action={
            !open &&
            !chosen && (
              <Button variant="primary" onClick={() => onChosen(true)}>
                {t('template-pick')}
              </Button>
            )
          }
        >
          {typed !== '' && t('composer-kept')}
        </Notice>
      )}
      {open && chosen ? (
        <TemplateForm
          conversation={conversation}
          template={chosen}
          typed={typed}
          onOther={() => setChosen(null)}
          onSent={() => {
            setChosen(null);
            onChosen(false);
          }}
          onRefused={onRefused}
        />
      ) : (
        open &&
        (templates.isPending ? (
          <Bones rows={3} />
        ) : templates.isError ? (
          <Failure error={templates.error} retry={() => void templates.refetch()} />
        ) : (
          <TemplatePicker
            channel={conversation.channel.id}
            templates={templates.data.items}
            onChoose={setChosen}
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
