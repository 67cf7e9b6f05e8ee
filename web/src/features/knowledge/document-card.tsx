import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, FileText } from 'lucide-react';
import { useRef, useState } from 'react';
import { file as fileOf } from '~/api/client';
import { deleteDocument } from '~/api/documents';
import { documentsQuery, type PolicyDocument } from '~/api/knowledge';
import { said } from '~/api/problem';
import { JobRow } from '~/features/jobs/job-row';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { save } from '~/lib/save';
import { Button } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { Notice } from '~/ui/notice';
import { DocumentReview } from './document-review';
import { ACCEPT, useAddDocument } from './use-add-document';

/** A document: where it stands, and what can be done with it. */
export function DocumentCard({ document, may }: { document: PolicyDocument; may: boolean }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const keepOriginal = useMutation({
    mutationFn: () => fileOf(`/media/${document.media_id}`),
    onSuccess: (blob) => save(blob, document.name),
  });
  return (
    <article aria-label={document.name} className="grid gap-3 rounded-xl border border-line p-4">
      <div className="flex flex-wrap items-start gap-3">
        <FileText size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-accent" />
        <div className="min-w-40 flex-1">
          <p dir="auto" className="font-medium break-words">
            {document.name}
          </p>
          <p className="text-xs text-quiet">
            {t(`knowledge-document-${document.state}`, {
              version: document.published_version ?? 0,
              count: document.passages.length,
            })}{' '}
            · {ago(document.updated_at, now)}
          </p>
        </div>
        <Button busy={keepOriginal.isPending} onClick={() => keepOriginal.mutate()}>
          <Download size={15} aria-hidden="true" />
          {t('knowledge-original')}
        </Button>
      </div>
      {document.state === 'reading' && document.job && <JobRow job={document.job} />}
      {document.problem && (
        <Notice tone="red" title={document.problem.title}>
          {document.problem.hint}
        </Notice>
      )}
      {document.state === 'read' && <Notice tone="amber">{t('knowledge-review-wanted')}</Notice>}
      {may && document.state !== 'reading' && <Actions document={document} onReview={() => setOpen(true)} />}
      {open && <DocumentReview document={document} onClose={() => setOpen(false)} />}
    </article>
  );
}

function Actions({ document, onReview }: { document: PolicyDocument; onReview: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const replace = useAddDocument();
  const remove = useMutation({
    mutationFn: () => deleteDocument(document.id),
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: documentsQuery.queryKey });
    },
  });
  const error = replace.error ?? remove.error;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button variant={document.state === 'read' ? 'primary' : 'plain'} onClick={onReview}>
          {t(document.state === 'read' ? 'knowledge-review' : 'knowledge-passages-edit')}
        </Button>
        <Button busy={replace.isPending} onClick={() => input.current?.click()}>
          {t('knowledge-replace')}
        </Button>
        <Button onClick={() => setAsking(true)}>{t('knowledge-remove')}</Button>
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          aria-label={t('knowledge-replace')}
          tabIndex={-1}
          className="hidden"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) replace.mutate({ file, replaces: document.id });
            event.target.value = '';
          }}
        />
      </div>
      {error && (
        <p role="alert" className="text-sm text-red">
          {said(error)}
        </p>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('knowledge-remove-document-title', { name: document.name })}
        action={t('knowledge-remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {t('knowledge-remove-document')}
      </Confirm>
    </>
  );
}
