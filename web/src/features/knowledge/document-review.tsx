import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { keepDocument } from '~/api/documents';
import { documentsQuery, type Passage, type PolicyDocument } from '~/api/knowledge';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { AreaField, Field } from '~/ui/field';
import { IconButton } from '~/ui/icon-button';

/** What was read of a document, to be looked at, mended and published. */
export function DocumentReview({ document, onClose }: { document: PolicyDocument; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [passages, setPassages] = useState<Passage[]>(document.passages);
  const keep = useMutation({
    mutationFn: (publish: boolean) => keepDocument(document.id, passages, publish),
    onSuccess: (fresh, publish) => {
      void client.invalidateQueries({ queryKey: documentsQuery.queryKey });
      void client.invalidateQueries({ queryKey: keys.knowledge });
      toast(publish ? t('knowledge-published', { version: fresh.published_version ?? 0 }) : t('app-saved'));
      onClose();
    },
  });
  const change = (at: number, part: Partial<Passage>) =>
    setPassages((all) => all.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const empty = passages.some((one) => one.text.trim() === '');
  return (
    <Dialog open onClose={onClose} title={document.name} wide>
      <div className="grid gap-5 p-5">
        <p className="text-sm text-quiet">{t('knowledge-review-lead')}</p>
        <ol className="grid gap-5">
          {passages.map((passage, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: passages have no other name while they are written
            <li key={at} className="grid gap-2">
              <div className="flex items-end gap-2">
                <div className="flex-1">
                  <Field
                    label={t('knowledge-passage-title', { n: at + 1 })}
                    dir="auto"
                    value={passage.title}
                    onChange={(event) => change(at, { title: event.target.value })}
                  />
                </div>
                <IconButton
                  label={t('knowledge-passage-remove', { n: at + 1 })}
                  onClick={() => setPassages((all) => all.filter((_, index) => index !== at))}
                >
                  <Trash2 size={15} aria-hidden="true" />
                </IconButton>
              </div>
              <AreaField
                label={t('knowledge-passage', { n: at + 1 })}
                dir="auto"
                rows={4}
                value={passage.text}
                onChange={(event) => change(at, { text: event.target.value })}
              />
            </li>
          ))}
        </ol>
        <div>
          <Button onClick={() => setPassages((all) => [...all, { title: '', text: '' }])}>
            <Plus size={15} aria-hidden="true" />
            {t('knowledge-passage-add')}
          </Button>
        </div>
        {keep.error && (
          <p role="alert" className="text-sm text-red">
            {said(keep.error)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            busy={keep.isPending}
            disabledReason={empty ? t('knowledge-passage-empty') : null}
            onClick={() => keep.mutate(false)}
          >
            {t('knowledge-keep')}
          </Button>
          <Button
            variant="primary"
            busy={keep.isPending}
            disabledReason={empty ? t('knowledge-passage-empty') : null}
            onClick={() => keep.mutate(true)}
          >
            {t('knowledge-publish')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
