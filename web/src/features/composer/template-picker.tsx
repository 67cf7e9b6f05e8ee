import { useState } from 'react';
import type { TemplateSuggestions } from '~/api/template-suggestions';
import type { Template } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Chip } from '~/ui/chip';
import { SearchList } from '~/ui/search-list';
import { beyondUs, offered, search, sendable } from './template';
import { asSuggested, fitting } from './template-fit';
import { TemplateSync } from './template-sync';
import { useTemplateStatus } from './use-template-status';

interface Props {
  channel: string;
  templates: readonly Template[];
  /** By what the customer asked: those about it come first. */
  suggested: TemplateSuggestions | undefined;
  onChoose: (template: Template) => void;
}

/** Approved templates to choose from; the others say why not. */
export function TemplatePicker({ channel, templates, suggested, onChoose }: Props) {
  const { t } = useL10n();
  const status = useTemplateStatus();
  const [text, setText] = useState('');
  const found = asSuggested(search(templates, text), suggested);
  const fits = fitting(suggested);
  const why = (one: Template) =>
    sendable(one) ? (beyondUs(one) ? t('template-beyond-us') : null) : status(one);
  return (
    <section aria-label={t('template-pick')} className="rounded-xl border border-line">
      <div className="flex max-h-[42dvh] flex-col">
        <SearchList
          autoFocus
          label={t('template-search')}
          placeholder={t('template-search')}
          text={text}
          onText={setText}
          choices={found.map((one) => ({
            id: one.id,
            disabledReason: why(one),
            row: <PickerRow template={one} fit={offered(one) && fits.has(one.id)} />,
          }))}
          onChoose={(id) => {
            const one = templates.find((template) => template.id === id);
            if (one) onChoose(one);
          }}
          none={templates.length === 0 ? t('template-none') : t('template-no-match', { text })}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-3 py-1.5 text-xs text-quiet">
        <TemplateSync channel={channel} templates={templates} />
      </div>
    </section>
  );
}

function PickerRow({ template, fit }: { template: Template; fit: boolean }) {
  const { t, known } = useL10n();
  return (
    <div className={sendable(template) ? '' : 'text-quiet'}>
      <p className="flex items-baseline gap-2">
        <span className="font-medium">{template.name}</span>
        <span className="text-xs text-quiet">
          {template.language} ·{' '}
          {known(`template-category-${template.category}`) ?? template.category.toLowerCase()}
        </span>
        {fit && <Chip tone="accent">{t('template-fits')}</Chip>}
      </p>
      <p dir="auto" className="line-clamp-1 text-sm text-quiet">
        {template.body}
      </p>
    </div>
  );
}
