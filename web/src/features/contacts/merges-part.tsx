import { Merge } from 'lucide-react';
import { useState } from 'react';
import type { ContactMerge } from '~/api/contacts';
import type { ContactDetail } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button } from '~/ui/button';
import { laterOpened } from '~/ui/later';
import { Card as Part } from '~/ui/page';
import { useUndoMerge } from './use-merge';

const MergeDialog = laterOpened(async () => (await import('./merge-dialog')).MergeDialog);

/** The same person twice in the book: made one, and put back while that is possible. */
export function MergesPart({ contact }: { contact: ContactDetail }) {
  const { t } = useL10n();
  const reason = useReason()('contacts');
  const [open, setOpen] = useState(false);
  return (
    <Part title={t('merge-part')}>
      <div className="grid gap-3">
        <p className="text-sm text-quiet">{t('merge-lead')}</p>
        {contact.merges.length > 0 && (
          <ul className="grid gap-2">
            {contact.merges.map((one) => (
              <Row key={one.id} merge={one} reason={reason} />
            ))}
          </ul>
        )}
        <div>
          <Button onClick={() => setOpen(true)} disabledReason={reason}>
            <Merge size={15} aria-hidden="true" />
            {t('merge-begin')}
          </Button>
        </div>
      </div>
      {open && <MergeDialog contact={contact} onClose={() => setOpen(false)} />}
    </Part>
  );
}

function Row({ merge, reason }: { merge: ContactMerge; reason: string | null }) {
  const { t, moment, appointment } = useL10n();
  const now = useNow();
  const undo = useUndoMerge();
  const over = Date.parse(merge.undo_until) <= now;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-xl bg-inset px-3 py-2 text-sm">
      <div className="min-w-0 flex-1 basis-48">
        <p>
          <bdi className="font-medium">{merge.merged_name ?? t('merge-nameless')}</bdi>
        </p>
        <p className="text-xs text-quiet">
          {merge.undone_at
            ? t('merge-was-undone', { when: moment(merge.undone_at) })
            : t('merge-by', { name: merge.author.name ?? '', when: moment(merge.at) })}
        </p>
        {!merge.undone_at && !over && (
          <p className="text-xs text-quiet">
            {t('merge-undo-until', { when: appointment(merge.undo_until) })}
          </p>
        )}
      </div>
      {!merge.undone_at && !over && (
        <Button busy={undo.isPending} disabledReason={reason} onClick={() => undo.mutate(merge.id)}>
          {t('book-undo')}
        </Button>
      )}
    </li>
  );
}
