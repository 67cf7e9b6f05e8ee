import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { startImport } from '~/api/imports';
import { jobsKey } from '~/api/jobs';
import { type Upload, upload } from '~/api/knowledge';
import { said } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Dialog } from '~/ui/dialog';
import { DropZone } from '~/ui/drop-zone';
import { Notice } from '~/ui/notice';
import { ImportCheck } from './import-check';
import { JobWatch } from './job-watch';

const MOST_BYTES = 10 * 1024 * 1024;

/** A table into the catalogue: choose it, say which column is what, look, import. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const [file, setFile] = useState<Upload | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const client = useQueryClient();
  const send = useMutation({ mutationFn: upload, onSuccess: setFile });
  const start = useMutation({
    mutationFn: (body: { file: string; mapping: Record<string, string>; remove_missing: boolean }) =>
      startImport({ ...body, mapping: body.mapping as Record<string, never> }),
    onSuccess: (begun) => {
      setJob(begun.id);
      void client.invalidateQueries({ queryKey: jobsKey });
    },
  });
  function take(files: File[]): void {
    const [one] = files;
    if (!one) return;
    setWrong(one.size > MOST_BYTES ? t('knowledge-too-large') : null);
    if (one.size <= MOST_BYTES) send.mutate(one);
  }
  return (
    <Dialog open onClose={onClose} title={t('knowledge-import-title')} wide>
      <div className="grid gap-4 p-5">
        {job ? (
          <JobWatch id={job} onClose={onClose} />
        ) : file ? (
          <ImportCheck
            file={file}
            busy={start.isPending}
            error={start.error}
            onAgain={() => setFile(null)}
            onStart={(mapping, remove_missing) => start.mutate({ file: file.id, mapping, remove_missing })}
          />
        ) : (
          <>
            <DropZone
              label={send.isPending ? t('knowledge-uploading') : t('knowledge-drop-table')}
              help={t('knowledge-drop-table-help')}
              accept=".csv,.tsv,.json,text/csv,application/json"
              error={wrong ?? (send.error && said(send.error))}
              onFiles={take}
            />
            <Notice>{t('knowledge-import-note')}</Notice>
          </>
        )}
      </div>
    </Dialog>
  );
}
