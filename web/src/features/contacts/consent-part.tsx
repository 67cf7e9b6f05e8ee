import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { recordConsent } from '~/api/contacts';
import { said } from '~/api/problem';
import { contactQuery, keys } from '~/api/queries';
import type { ContactDetail } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { AreaField, Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Card as Part } from '~/ui/page';
import { OptIn } from './opt-in';
import { Proof, Source } from './proof';

/** What they agreed to, since when, and what proves it. */
export function ConsentPart({ contact }: { contact: ContactDetail }) {
  const { t } = useL10n();
  const reason = useReason()('consent');
  const [asking, setAsking] = useState(false);
  return (
    <Part title={t('contact-consent')} aside={<OptIn consent={contact.consent} />}>
      <div className="grid gap-3">
        <p className="text-sm">{t(`contact-consent-${contact.consent}`)}</p>
        {contact.marketing_stopped && <Notice tone="amber">{t('book-marketing-stopped')}</Notice>}
        <History contact={contact} />
        {contact.consent !== 'opted_in' && (
          <div>
            <Button onClick={() => setAsking(true)} disabledReason={reason}>
              {t('book-agree')}
            </Button>
          </div>
        )}
        {asking && <AgreeDialog contact={contact} onClose={() => setAsking(false)} />}
      </div>
    </Part>
  );
}

function History({ contact }: { contact: ContactDetail }) {
  const { t, moment } = useL10n();
  if (contact.consents.length === 0) {
    const what = contact.consent === 'none' ? 'nothing' : 'unsourced';
    return <p className="text-sm text-quiet">{t(`book-consent-${what}`)}</p>;
  }
  return (
    <ol aria-label={t('contact-history')} className="grid gap-2 border-s border-line ps-3 text-sm">
      {contact.consents.map((record) => (
        <li key={`${record.at} ${record.state} ${record.source}`}>
          <p className="font-medium">{t(`book-became-${record.state}`)}</p>
          <p className="text-xs text-quiet">
            <time dateTime={record.at}>{moment(record.at)}</time> · <Source source={record.source} />
          </p>
          <Proof proof={record.proof} />
        </li>
      ))}
    </ol>
  );
}

function AgreeDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const list = useId();
  const [source, setSource] = useState('');
  const [proof, setProof] = useState('');
  const save = useMutation({
    mutationFn: () => recordConsent(contact.id, 'opted_in', source.trim(), proof.trim() || null),
    onSuccess: (after) => {
      client.setQueryData(contactQuery(contact.id).queryKey, after);
      for (const key of [['contact', contact.id], ['conversation'], keys.contacts])
        void client.invalidateQueries({ queryKey: key });
      onClose();
    },
  });
  return (
    <Dialog open onClose={onClose} title={t('book-agree-title', { name: contact.name })}>
      <form
        className="grid gap-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (source.trim() && !save.isPending) save.mutate();
        }}
      >
        <p className="text-sm text-quiet">{t('book-agree-text')}</p>
        <Field
          label={t('book-agree-source')}
          help={t('book-agree-source-help')}
          list={list}
          value={source}
          maxLength={100}
          onChange={(event) => setSource(event.target.value)}
        />
        <datalist id={list}>
          {['form', 'call', 'store'].map((one) => (
            <option key={one} value={t(`book-offer-${one}`)} />
          ))}
        </datalist>
        <AreaField
          label={t('book-agree-proof')}
          help={t('book-agree-proof-help')}
          value={proof}
          maxLength={2000}
          rows={2}
          onChange={(event) => setProof(event.target.value)}
        />
        {save.error && <Notice tone="red" alert title={said(save.error)} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('app-cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabledReason={source.trim() ? null : t('book-agree-source-missing')}
          >
            {t('book-agree')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
