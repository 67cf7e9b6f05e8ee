import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import {
  ATTRIBUTE_KINDS,
  type Attribute,
  type AttributeKind,
  attributesQuery,
  deleteAttribute,
  makeAttribute,
} from '~/api/contacts';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Confirm, Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { IconButton } from '~/ui/icon-button';
import { Notice } from '~/ui/notice';
import { NoneOf } from '~/ui/states';

/** The attributes this workspace keeps of everybody: their names and kinds. */
export function AttributeNames({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const reason = useReason()('attributes');
  const query = useQuery(attributesQuery);
  const all = query.data?.items ?? [];
  return (
    <Dialog open onClose={onClose} title={t('book-attributes-manage')}>
      <div className="grid gap-5 p-5">
        <p className="text-sm text-quiet">{t('book-attributes-lead')}</p>
        {all.length === 0 ? (
          <NoneOf query={query} />
        ) : (
          <ul className="divide-y divide-line rounded-xl border border-line">
            {all.map((one) => (
              <Row key={one.id} attribute={one} reason={reason} />
            ))}
          </ul>
        )}
        <NewForm reason={reason} />
      </div>
    </Dialog>
  );
}

function useReadAgain() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: keys.contacts });
    void client.invalidateQueries({ queryKey: ['contact'] });
  };
}

function Row({ attribute, reason }: { attribute: Attribute; reason: string | null }) {
  const { t } = useL10n();
  const [asking, setAsking] = useState(false);
  const readAgain = useReadAgain();
  const remove = useMutation({
    mutationFn: () => deleteAttribute(attribute.id),
    onSuccess: () => {
      setAsking(false);
      readAgain();
    },
  });
  const { name, contacts: count } = attribute;
  return (
    <li className="flex items-center gap-3 py-1 ps-3 pe-1 text-sm">
      <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
      <span className="text-quiet">{t(`book-kind-${attribute.kind}`)}</span>
      <span className="text-quiet">{t('book-attribute-count', { count })}</span>
      <IconButton
        label={t('book-attribute-delete', { name })}
        disabledReason={reason}
        onClick={() => setAsking(true)}
      >
        <Trash2 size={16} aria-hidden="true" />
      </IconButton>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('book-attribute-delete', { name })}
        action={t('book-attribute-delete-yes')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {remove.error ? said(remove.error) : t('book-attribute-delete-what', { count })}
      </Confirm>
    </li>
  );
}

function NewForm({ reason }: { reason: string | null }) {
  const { t } = useL10n();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<AttributeKind>('text');
  const readAgain = useReadAgain();
  const make = useMutation({
    mutationFn: () => makeAttribute(name.trim(), kind),
    onSuccess: () => {
      setName('');
      readAgain();
    },
  });
  const missing = name.trim() ? null : t('book-attribute-name-missing');
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing && !reason && !make.isPending) make.mutate();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-[1fr_10rem]">
        <Field
          label={t('book-attribute-name')}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('book-attribute-kind')}
          options={ATTRIBUTE_KINDS.map((id) => ({ id, text: t(`book-kind-${id}`) }))}
          chosen={kind}
          onChoose={setKind}
        />
      </div>
      {make.error && <Notice tone="red" alert title={said(make.error)} />}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={make.isPending} disabledReason={reason ?? missing}>
          {t('book-attribute-make')}
        </Button>
      </div>
    </form>
  );
}
