import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { eraseContact, recordConsent } from '~/api/contacts';
import { contactQuery, keys } from '~/api/queries';
import type { Contact } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Confirm } from '~/ui/dialog';

/** Recording a stop, and erasing: both ask once and say what will happen, and there what went wrong. */
export function Letting({ contact }: { contact: Pick<Contact, 'id' | 'name' | 'consent'> }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason();
  const [asking, setAsking] = useState<'stop' | 'erase' | null>(null);
  const { id, name, consent } = contact;
  const readAgain = () => {
    setAsking(null);
    for (const key of [
      ['conversation'],
      ['messages'],
      contactQuery(id).queryKey,
      keys.conversations,
      keys.contacts,
    ])
      void client.invalidateQueries({ queryKey: key });
  };
  const stop = useMutation({
    mutationFn: () => recordConsent(id, 'opted_out', 'desk', null),
    onSuccess: readAgain,
  });
  const erase = useMutation({
    mutationFn: () => eraseContact(id),
    onSuccess: readAgain,
  });
  const ask = (what: 'stop' | 'erase') => {
    stop.reset();
    erase.reset();
    setAsking(what);
  };
  return (
    <div className="grid gap-2">
      {consent !== 'opted_out' && (
        <Button onClick={() => ask('stop')} disabledReason={reason('consent')}>
          {t('contact-stop')}
        </Button>
      )}
      <Button variant="danger" onClick={() => ask('erase')} disabledReason={reason('erase')}>
        {t('contact-erase')}
      </Button>
      <Confirm
        open={asking === 'stop'}
        onClose={() => setAsking(null)}
        title={t('contact-stop-title')}
        action={t('contact-stop')}
        busy={stop.isPending}
        error={stop.error}
        onConfirm={() => stop.mutate()}
      >
        {t('contact-stop-text', { name })}
      </Confirm>
      <Confirm
        open={asking === 'erase'}
        onClose={() => setAsking(null)}
        title={t('contact-erase-title', { name })}
        action={t('contact-erase')}
        busy={erase.isPending}
        error={erase.error}
        onConfirm={() => erase.mutate()}
      >
        {t('contact-erase-text')}
      </Confirm>
    </div>
  );
}
