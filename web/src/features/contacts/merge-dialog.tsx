import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import { bookQuery, type MergePreview, mergeContacts, mergePreviewQuery } from '~/api/contacts';
import { said } from '~/api/problem';
import type { Contact, ContactDetail } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Notice } from '~/ui/notice';
import { SearchList } from '~/ui/search-list';
import { Bones, NoneOf } from '~/ui/states';
import { OptIn } from './opt-in';
import { useReadAgain, useUndoMerge } from './use-merge';

/** Two contacts are one person: find the other, look at what would happen, do it. */
export function MergeDialog({ contact, onClose }: { contact: ContactDetail; onClose: () => void }) {
  const { t } = useL10n();
  const [other, setOther] = useState<string | null>(null);
  const [swapped, setSwapped] = useState(false);
  return (
    <Dialog open onClose={onClose} title={t('merge-title', { name: contact.name })} wide>
      {other === null ? (
        <Find not={contact.id} onChoose={setOther} />
      ) : (
        <Look
          kept={swapped ? other : contact.id}
          merged={swapped ? contact.id : other}
          onSwap={() => setSwapped(!swapped)}
          onOther={() => {
            setSwapped(false);
            setOther(null);
          }}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function Find({ not, onChoose }: { not: string; onChoose: (id: string) => void }) {
  const { t } = useL10n();
  const [text, setText] = useState('');
  const q = text.trim();
  const found = useInfiniteQuery(bookQuery(q ? { q } : {}));
  const rows = (found.data?.pages[0]?.items ?? []).filter((row) => row.id !== not).slice(0, 20);
  return (
    <>
      <p className="px-5 pt-4 pb-2 text-sm text-quiet">{t('merge-find-lead')}</p>
      <SearchList
        autoFocus
        label={t('merge-find')}
        placeholder={t('merge-find')}
        text={text}
        onText={setText}
        onChoose={onChoose}
        none={<NoneOf query={found}>{t('book-none')}</NoneOf>}
        choices={rows.map((row) => ({
          id: row.id,
          row: (
            <span className="flex items-center gap-3">
              <span className="min-w-0 flex-1 truncate">
                <bdi className="font-medium">{row.name}</bdi>{' '}
                {row.phone_hint !== row.name && <bdi className="text-quiet">{row.phone_hint}</bdi>}
              </span>
              <OptIn consent={row.consent} />
            </span>
          ),
        }))}
      />
    </>
  );
}

interface LookProps {
  kept: string;
  merged: string;
  onSwap: () => void;
  onOther: () => void;
  onClose: () => void;
}

function Look({ kept, merged, onSwap, onOther, onClose }: LookProps) {
  const { t } = useL10n();
  const navigate = useNavigate();
  const readAgain = useReadAgain();
  const undo = useUndoMerge();
  const query = useQuery(mergePreviewQuery(kept, merged));
  const preview = query.data;
  const merge = useMutation({
    mutationFn: () => mergeContacts(kept, merged),
    onSuccess: (made) => {
      readAgain();
      onClose();
      void navigate({ to: '/contacts/$contactId', params: { contactId: kept } });
      toast(t('merge-done', { name: preview?.kept.name ?? '' }), {
        action: { label: t('book-undo'), undo: true, run: () => undo.mutate(made.id) },
      });
    },
  });
  const back = <Button onClick={onOther}>{t('merge-other')}</Button>;
  if (query.isPending) return <Bones rows={4} />;
  if (!preview)
    return (
      <div className="p-5">
        <Notice tone="red" alert title={query.error ? said(query.error) : ''} action={back} />
      </div>
    );
  return (
    <div className="grid gap-4 p-5">
      <div className="grid items-center gap-2 sm:grid-cols-[1fr_auto_1fr]">
        <Side title={t('merge-kept')} contact={preview.kept} />
        <Button onClick={onSwap}>
          <ArrowLeftRight size={15} aria-hidden="true" />
          {t('merge-swap')}
        </Button>
        <Side title={t('merge-merged')} contact={preview.merged} />
      </div>
      <Outcome preview={preview} />
      {merge.error && <Notice tone="red" alert title={said(merge.error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        {back}
        <Button variant="primary" busy={merge.isPending} onClick={() => merge.mutate()}>
          {t('merge-do')}
        </Button>
      </div>
    </div>
  );
}

function Side({ title, contact }: { title: string; contact: Contact }) {
  return (
    <section aria-label={title} className="grid gap-1 rounded-xl bg-inset p-3 text-sm">
      <h3 className="text-xs text-quiet">{title}</h3>
      <p className="truncate font-semibold">
        <bdi>{contact.name}</bdi>
      </p>
      <p className="truncate text-quiet">
        <bdi>
          {contact.identities
            .filter((one) => one.kind !== 'parent_user_id')
            .map((one) => one.value)
            .join(' · ')}
        </bdi>
      </p>
      <div>
        <OptIn consent={contact.consent} />
      </div>
    </section>
  );
}

/** What will be so afterwards, in sentences. */
function Outcome({ preview }: { preview: MergePreview }) {
  const { t, appointment } = useL10n();
  const { kept, merged } = preview;
  const moves = [
    preview.threads_joined > 0 &&
      t('merge-joined', { count: preview.threads_joined, messages: preview.messages, notes: preview.notes }),
    preview.threads_moved > 0 && t('merge-moved', { count: preview.threads_moved }),
    preview.earlier.length > 0 && t('merge-earlier', { values: preview.earlier.join(', '), name: kept.name }),
    preview.labels + preview.attributes > 0 &&
      t('merge-kept-of', { labels: preview.labels, attributes: preview.attributes }),
    preview.drafts > 0 && t('merge-drafts', { count: preview.drafts }),
  ].filter((one) => one !== false);
  return (
    <div className="grid gap-3 text-sm">
      <section aria-label={t('merge-consent')} className="grid gap-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {t('merge-consent')} <OptIn consent={preview.consent} />
        </p>
        <p className="text-quiet">
          {kept.consent === merged.consent ? t('merge-consent-same') : t('merge-consent-stricter')}
          {preview.needs_opt_in && ` ${t('merge-needs-opt-in')}`}
        </p>
      </section>
      <ul className="grid list-disc gap-1 ps-5">
        {moves.map((one) => (
          <li key={one}>{one}</li>
        ))}
        {moves.length === 0 && <li>{t('merge-nothing')}</li>}
      </ul>
      <Notice title={t('merge-undo-until', { when: appointment(preview.undo_until) })}>
        {t('merge-undo-how')}
      </Notice>
    </div>
  );
}
