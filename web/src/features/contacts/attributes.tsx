import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Attribute, attributesQuery, setAttribute } from '~/api/contacts';
import { said } from '~/api/problem';
import { contactQuery } from '~/api/queries';
import type { ContactDetail } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button, TextButton } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Card as Part } from '~/ui/page';
import { NoneOf } from '~/ui/states';
import { AttributeNames } from './attribute-names';
import { AttributeValue } from './attribute-value';

/** What is kept of a contact besides names, edited where it stands. */
export function Attributes({ contact }: { contact: ContactDetail }) {
  const { t } = useL10n();
  const reason = useReason()('contacts');
  const query = useQuery(attributesQuery);
  const all = query.data?.items ?? [];
  const write = useWrite(contact);
  const [adding, setAdding] = useState<Attribute | null>(null);
  const [managing, setManaging] = useState(false);
  const has = new Set(contact.attributes.map((one) => one.attribute_id));
  const free = all.filter((one) => !has.has(one.id));
  return (
    <Part
      title={t('book-attributes')}
      aside={<TextButton onClick={() => setManaging(true)}>{t('book-attributes-manage')}</TextButton>}
    >
      <div className="grid gap-3">
        {contact.attributes.length === 0 && !adding && (
          <p className="text-sm text-quiet">{t('book-attributes-none')}</p>
        )}
        <dl className="grid gap-1 text-sm empty:hidden">
          {contact.attributes.map((one) => (
            <AttributeValue
              key={one.attribute_id}
              name={one.name}
              kind={one.kind}
              value={one.value}
              disabledReason={reason}
              onSave={(value) => write(one.attribute_id, one.name, value, one.value)}
            />
          ))}
          {adding && (
            <AttributeValue
              key={adding.id}
              name={adding.name}
              kind={adding.kind}
              value=""
              open
              disabledReason={reason}
              onSave={(value) => write(adding.id, adding.name, value, null)}
              onClose={() => setAdding(null)}
            />
          )}
        </dl>
        {free.length > 0 && !adding && !reason && (
          <SelectField
            bare
            label={t('book-attribute-add')}
            options={[
              { id: '', text: t('book-attribute-add') },
              ...free.map((one) => ({ id: one.id, text: one.name })),
            ]}
            chosen=""
            onChoose={(id) => setAdding(free.find((one) => one.id === id) ?? null)}
          />
        )}
        {all.length === 0 && (
          <NoneOf query={query}>
            <div>
              <Button onClick={() => setManaging(true)}>{t('book-attribute-first')}</Button>
            </div>
          </NoneOf>
        )}
      </div>
      {managing && <AttributeNames onClose={() => setManaging(false)} />}
    </Part>
  );
}

/** Writes a value, and offers to put back what was there before. */
function useWrite(contact: ContactDetail) {
  const { t } = useL10n();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ attribute, value }: { attribute: string; value: string | null }) =>
      setAttribute(contact.id, attribute, value),
    onSuccess: (after) => client.setQueryData(contactQuery(contact.id).queryKey, after),
    onError: (error) => toast(said(error), { tone: 'red' }),
  });
  return (attribute: string, name: string, value: string | null, before: string | null) => {
    if (value === before) return;
    save.mutate(
      { attribute, value },
      {
        onSuccess: () =>
          toast(t(value === null ? 'book-attribute-emptied' : 'book-attribute-saved', { name }), {
            action: {
              label: t('book-undo'),
              undo: true,
              run: () => save.mutate({ attribute, value: before }),
            },
          }),
      },
    );
  };
}
