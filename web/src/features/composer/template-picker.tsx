import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { api, ok } from '~/api/client';
import { keys } from '~/api/queries';
import type { Template } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { SearchList } from '~/ui/search-list';
import { beyondUs, offered, search, sendable } from './template';
import { fits, fittingFirst } from './template-fit';

interface Props {
  channel: string;
  templates: readonly Template[];
  /** What the customer asked, as far as it is known: templates about it come first. */
  intent: string | undefined;
  onChoose: (template: Template) => void;
}

/** Approved templates to choose from; the others say why not. */
export function TemplatePicker({ channel, templates, intent, onChoose }: Props) {
  const { t, known } = useL10n();
  const [text, setText] = useState('');
  const found = fittingFirst(search(templates, text), intent, offered);
  const why = (one: Template) =>
    sendable(one)
      ? beyondUs(one)
        ? t('template-beyond-us')
        : null
      : (known(`template-status-${one.status}`) ?? t('template-status-other', { status: one.status }));
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
            row: <PickerRow template={one} fit={offered(one) && fits(one, intent)} />,
          }))}
          onChoose={(id) => {
            const one = templates.find((template) => template.id === id);
            if (one) onChoose(one);
          }}
          none={templates.length === 0 ? t('template-none') : t('template-no-match', { text })}
        />
      </div>
      <SyncLine
        channel={channel}
        newest={templates
          .map((one) => one.synced_at)
          .sort()
          .at(-1)}
      />
    </section>
  );
}

function PickerRow({ template, fit }: { template: Template; fit: boolean }) {
  const { t } = useL10n();
  return (
    <div className={sendable(template) ? '' : 'text-quiet'}>
      <p className="flex items-baseline gap-2">
        <span className="font-medium">{template.name}</span>
        <span className="text-xs text-quiet">
          {template.language} · {template.category.toLowerCase()}
        </span>
        {fit && <Chip tone="accent">{t('template-fits')}</Chip>}
      </p>
      <p dir="auto" className="line-clamp-1 text-sm text-quiet">
        {template.body}
      </p>
    </div>
  );
}

function SyncLine({ channel, newest }: { channel: string; newest: string | undefined }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const reason = useReason()('templates');
  const sync = useMutation({
    mutationFn: () => ok(api.POST('/templates/sync', { body: { channel_id: channel } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.templates }),
  });
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-3 py-1.5 text-xs text-quiet">
      <span role="status">
        {sync.error ? sync.error.message : newest ? t('template-synced', { when: ago(newest, now) }) : ''}
      </span>
      <Button variant="quiet" busy={sync.isPending} disabledReason={reason} onClick={() => sync.mutate()}>
        <RefreshCw size={14} aria-hidden="true" />
        {sync.isPending ? t('template-syncing') : t('template-sync')}
      </Button>
    </div>
  );
}
