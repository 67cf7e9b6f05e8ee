import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { importContacts, type NewContactImport } from '~/api/contacts';
import { jobsKey } from '~/api/jobs';
import { type Upload, upload } from '~/api/knowledge';
import { said } from '~/api/problem';
import { channelsQuery } from '~/api/queries';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { DropZone } from '~/ui/drop-zone';
import { Notice } from '~/ui/notice';
import { Bones, Empty, Failure, Forbidden } from '~/ui/states';
import { Check } from './check';
import { Outcome } from './outcome';

const MOST_BYTES = 10 * 1024 * 1024;

/** People from a table: choose it, say which column is what, look, enter. */
export function ImportSteps() {
  const { t } = useL10n();
  const reason = useReason()('contact_import');
  const channels = useQuery(channelsQuery);
  if (reason) return <Forbidden why={reason} />;
  if (channels.isPending) return <Bones rows={3} />;
  if (!channels.data) return <Failure error={channels.error} retry={() => void channels.refetch()} />;
  const usable = channels.data.items.filter((one) => one.connection !== 'disconnected');
  if (usable.length === 0)
    return (
      <Empty
        title={t('entry-no-channel-title')}
        action={
          <Link to="/settings/channels" className={buttonClass('primary')}>
            {t('entry-no-channel-go')}
          </Link>
        }
      >
        {t('entry-no-channel')}
      </Empty>
    );
  return <Steps channels={usable.map((one) => ({ id: one.id, text: `${one.name} · ${one.display}` }))} />;
}

function Steps({ channels }: { channels: { id: string; text: string }[] }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [file, setFile] = useState<Upload | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = useMutation({ mutationFn: upload, onSuccess: setFile });
  const start = useMutation({
    mutationFn: (body: NewContactImport) => importContacts(body),
    onSuccess: (begun) => {
      setJob(begun.id);
      void client.invalidateQueries({ queryKey: jobsKey });
    },
  });
  function take(files: File[]): void {
    const [one] = files;
    if (!one) return;
    setWrong(one.size > MOST_BYTES ? t('entry-too-large') : null);
    if (one.size <= MOST_BYTES) send.mutate(one);
  }
  const at = job ? 3 : file ? 2 : 1;
  return (
    <div className="grid gap-5">
      <ol aria-label={t('entry-steps')} className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {['table', 'check', 'enter'].map((one, n) => (
          <li
            key={one}
            aria-current={n + 1 === at ? 'step' : undefined}
            className="flex items-center gap-2 text-quiet aria-[current]:font-semibold aria-[current]:text-text"
          >
            <span
              aria-hidden="true"
              className="grid size-5 place-items-center rounded-full bg-inset text-xs tabular-nums"
            >
              {n + 1}
            </span>
            {t(`entry-step-${one}`)}
          </li>
        ))}
      </ol>
      {job && file ? (
        <Outcome id={job} name={file.name} />
      ) : file ? (
        <Check
          file={file}
          channels={channels}
          busy={start.isPending}
          error={start.error}
          onAgain={() => setFile(null)}
          onStart={start.mutate}
        />
      ) : (
        <>
          <DropZone
            label={send.isPending ? t('entry-uploading') : t('entry-drop')}
            help={t('entry-drop-help')}
            accept=".csv,.tsv,.json,text/csv,application/json"
            error={wrong ?? (send.error && said(send.error))}
            onFiles={take}
          />
          <Notice title={t('entry-columns-title')}>{t('entry-columns-text')}</Notice>
        </>
      )}
    </div>
  );
}
