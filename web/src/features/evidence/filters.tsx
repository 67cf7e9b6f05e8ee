import { useNavigate } from '@tanstack/react-router';
import { SlidersHorizontal, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { TWO_PANES, useMedia } from '~/lib/media';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Field } from '~/ui/field';
import { type EvidenceSearch, isFiltered } from './search';

/** The kinds that are written today. Readers keep kinds of a newer Loket, so the list is only a help. */
const KINDS = [
  'received',
  'drafted',
  'checked',
  'draft_edited',
  'approved',
  'auto_approved',
  'auto_held',
  'account',
  'discarded',
  'refused',
  'taken_back',
  'send_attempted',
  'sent',
  'send_unknown',
  'send_failed',
  'status',
  'consent',
  'channel_connected',
  'channel_disconnected',
  'settings_changed',
  'conversation',
  'contact',
  'job_ended',
  'job',
  'erased',
  'access',
  'exported',
  'viewed',
] as const;

const ACTORS = ['person', 'key', 'rule', 'composer', 'meta', 'system'] as const;

/** Who, what, when: each choice is in the address. */
export function Filters({ search }: { search: EvidenceSearch }) {
  const { t } = useL10n();
  const me = useMe();
  const navigate = useNavigate();
  // A new filter begins at its newest page.
  const go = ({ before: _before, after: _after, ...next }: EvidenceSearch) =>
    void navigate({ to: '/evidence', search: next, replace: true });
  const set = (key: keyof EvidenceSearch, value: string) => {
    const { [key]: _old, ...rest } = search;
    go(value === '' ? rest : { ...rest, [key]: value });
  };
  const actors = [
    { id: '', text: t('evidence-actor-any') },
    { id: `person:${me.person.id}`, text: t('evidence-actor-me') },
    ...ACTORS.map((id) => ({ id, text: t(`evidence-actor-${id}`) })),
  ];
  const kinds = [
    { id: '', text: t('evidence-kind-any') },
    ...KINDS.map((id) => ({ id, text: t(`kind-${id}`) })),
  ];
  return (
    <search aria-label={t('evidence-filters')} className="grid gap-3">
      <Folded open={isFiltered(search)}>
        <SelectField
          label={t('evidence-kind')}
          options={withChosen(kinds, search.kind)}
          chosen={search.kind ?? ''}
          onChoose={(id) => set('kind', id)}
        />
        <SelectField
          label={t('evidence-actor')}
          options={withChosen(actors, search.actor)}
          chosen={search.actor ?? ''}
          onChoose={(id) => set('actor', id)}
        />
        <Field
          label={t('evidence-since')}
          type="date"
          value={search.since ?? ''}
          max={search.until}
          onChange={(event) => set('since', event.target.value)}
        />
        <Field
          label={t('evidence-until')}
          type="date"
          value={search.until ?? ''}
          min={search.since}
          onChange={(event) => set('until', event.target.value)}
        />
      </Folded>
      {isFiltered(search) && (
        <div className="flex flex-wrap gap-2">
          {search.conversation && (
            <Button onClick={() => set('conversation', '')}>
              {t('evidence-one-conversation')}
              <X size={14} aria-hidden="true" />
            </Button>
          )}
          <Button variant="quiet" onClick={() => go({})}>
            {t('evidence-filters-clear')}
          </Button>
        </div>
      )}
    </search>
  );
}

/** On a phone the fields are folded away until they are wanted. */
function Folded({ open, children }: { open: boolean; children: ReactNode }) {
  const { t } = useL10n();
  const wide = useMedia(TWO_PANES);
  if (wide) return <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</div>;
  return (
    <details open={open}>
      <summary className="flex min-h-11 w-fit items-center gap-2 rounded-lg font-medium">
        <SlidersHorizontal size={16} aria-hidden="true" />
        {t('evidence-filters')}
      </summary>
      <div className="grid gap-3 pt-2">{children}</div>
    </details>
  );
}

/** A value from an address that is not in the list is shown as it is. */
function withChosen(options: { id: string; text: string }[], chosen: string | undefined) {
  const known = chosen === undefined || options.some((option) => option.id === chosen);
  return known ? options : [...options, { id: chosen, text: chosen }];
}
