import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { labelContact } from '~/api/contacts';
import { labelsQuery } from '~/api/inbox';
import { said } from '~/api/problem';
import { contactQuery, keys } from '~/api/queries';
import type { ContactDetail } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { LabelChoice } from '~/ui/label-choice';
import { LabelDot } from '~/ui/label-mark';
import { Card as Part } from '~/ui/page';
import { SearchList } from '~/ui/search-list';
import { NoneOf } from '~/ui/states';

type Change = { add?: string[]; remove?: string[] };

/** What is changed; once it is, what is said and how it is put back. */
type Told = { wanted: Change; done?: string; back?: Change };

/** What the contact is labelled with. Conversations have labels of their own. */
export function LabelsPart({ contact }: { contact: ContactDetail }) {
  const { t } = useL10n();
  const reason = useReason()('contacts');
  const [choosing, setChoosing] = useState(false);
  return (
    <Part title={t('book-labels')}>
      <div className="flex flex-wrap items-center gap-2">
        {contact.labels.length === 0 && <p className="me-2 text-sm text-quiet">{t('book-labels-none')}</p>}
        {contact.labels.map((label) => (
          <span
            key={label.id}
            className="inline-flex items-center gap-1.5 rounded-full border border-line px-2.5 py-0.5 text-sm"
          >
            <LabelDot color={label.color} />
            <bdi>{label.name}</bdi>
          </span>
        ))}
        <Button onClick={() => setChoosing(true)} disabledReason={reason}>
          {t('book-labels-change')}
        </Button>
      </div>
      {choosing && <Chooser contact={contact} onClose={() => setChoosing(false)} />}
    </Part>
  );
}

function Chooser({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const query = useQuery(labelsQuery);
  const labels = query.data?.items ?? [];
  const carried = new Set(contact.labels.map((one) => one.id));
  const change = useMutation({
    mutationFn: ({ wanted }: Told) => labelContact(contact.id, wanted),
    // Here, not where it is asked for: it is said as well when the box was closed meanwhile.
    onSuccess: (after, { done, back }) => {
      client.setQueryData(contactQuery(contact.id).queryKey, after);
      void client.invalidateQueries({ queryKey: keys.contacts });
      if (done && back)
        toast(done, {
          action: { label: t('book-undo'), undo: true, run: () => change.mutate({ wanted: back }) },
        });
    },
    onError: (error) => toast(said(error), { tone: 'red' }),
  });
  function choose(id: string): void {
    const label = labels.find((one) => one.id === id);
    if (!label) return;
    const [now, back]: [Change, Change] = carried.has(id)
      ? [{ remove: [id] }, { add: [id] }]
      : [{ add: [id] }, { remove: [id] }];
    const done = t(carried.has(id) ? 'book-label-off' : 'book-label-on', { name: label.name });
    change.mutate({ wanted: now, done, back });
  }
  const wanted = text.trim().toLowerCase();
  const found = labels.filter((one) => one.name.toLowerCase().includes(wanted));
  return (
    <Dialog open onClose={onClose} title={t('book-labels-change')}>
      <SearchList
        autoFocus
        label={t('label-search')}
        placeholder={t('label-search')}
        text={text}
        onText={setText}
        onChoose={choose}
        none={<NoneOf query={query}>{t('book-labels-nothing')}</NoneOf>}
        choices={found.map((one) => ({
          id: one.id,
          row: <LabelChoice label={one} carried={carried.has(one.id)} />,
        }))}
      />
    </Dialog>
  );
}
