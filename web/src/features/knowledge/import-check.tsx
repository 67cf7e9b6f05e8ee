import { useMutation, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { importPreviewQuery } from '~/api/imports';
import { type ImportPreview, rejectedRows, type Upload } from '~/api/knowledge';
import { said } from '~/api/problem';
import { ofTable } from '~/l10n/of-table';
import { useL10n } from '~/l10n/words';
import { save } from '~/lib/save';
import { useLast } from '~/lib/use-last';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Bones } from '~/ui/states';
import { Switch } from '~/ui/switch';
import { Columns } from './columns';

interface Props {
  file: Upload;
  busy: boolean;
  error: Error | null;
  onAgain: () => void;
  onStart: (mapping: Record<string, string>, removeMissing: boolean) => void;
}

/** Which column is what, and what importing would do; nothing has happened yet. */
export function ImportCheck({ file, busy, error, onAgain, onStart }: Props) {
  const { t } = useL10n();
  const [mapping, setMapping] = useState<Record<string, string> | null>(null);
  const [remove, setRemove] = useState(false);
  const body = {
    file: file.id,
    remove_missing: remove,
    ...(mapping && { mapping: mapping as Record<string, never> }),
  };
  const query = useQuery(importPreviewQuery(body));
  // A refused change does not take away what was mapped: the last preview stays, with the reason.
  const preview: ImportPreview | undefined = useLast(query.data);
  const rejects = useMutation({
    mutationFn: () => rejectedRows(body),
    onSuccess: (blob) => save(blob, `${file.name.replace(/\.\w+$/, '')}-not-taken.csv`),
  });
  if (!preview && query.isPending) return <Bones rows={4} />;
  if (!preview) {
    return (
      <Notice
        tone="red"
        title={query.error ? said(query.error) : ''}
        alert
        action={<Button onClick={onAgain}>{t('knowledge-other-file')}</Button>}
      />
    );
  }
  const chosen = mapping ?? (preview.mapping as Record<string, string>);
  const wrong = query.error && said(query.error);
  const problem = preview.problem && ofTable(preview.problem);
  return (
    <>
      <Columns preview={preview} mapping={chosen} onChange={setMapping} />
      <Switch
        label={t('knowledge-remove-missing', { count: preview.missing })}
        isSelected={remove}
        onChange={setRemove}
      >
        {t('knowledge-remove-missing', { count: preview.missing })}
      </Switch>
      {problem ? (
        <Notice tone="amber" title={problem}>
          {t('knowledge-choose-columns')}
        </Notice>
      ) : (
        <Outcome preview={preview} removed={remove ? preview.missing : 0} />
      )}
      {preview.invalid > 0 && (
        <Rejects preview={preview} busy={rejects.isPending} onSave={() => rejects.mutate()} />
      )}
      {wrong && (
        <Notice
          tone="red"
          alert
          title={wrong}
          action={<Button onClick={() => void query.refetch()}>{t('app-try-again')}</Button>}
        />
      )}
      {(error ?? rejects.error) && (
        <Notice tone="red" alert title={said((error ?? rejects.error) as Error)} />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onAgain}>{t('knowledge-other-file')}</Button>
        <Button
          variant="primary"
          busy={busy || query.isFetching}
          disabledReason={wrong ?? problem}
          onClick={() => onStart(chosen, remove)}
        >
          {t('knowledge-import-rows', { count: preview.rows - preview.invalid })}
        </Button>
      </div>
    </>
  );
}

function Outcome({ preview, removed }: { preview: ImportPreview; removed: number }) {
  const { t, number } = useL10n();
  const facts = [
    ['new', preview.new],
    ['changed', preview.changed],
    ['unchanged', preview.unchanged],
    ['removed', removed],
    ['invalid', preview.invalid],
  ] as const;
  return (
    <dl aria-label={t('knowledge-outcome')} className="grid grid-cols-2 gap-2 sm:grid-cols-5">
      {facts.map(([id, count]) => (
        <div key={id} className="rounded-xl bg-inset px-3 py-2">
          <dt className="text-xs text-quiet">{t(`knowledge-outcome-${id}`)}</dt>
          <dd
            className={`text-lg font-semibold tabular-nums ${id === 'invalid' && count > 0 ? 'text-amber' : ''}`}
          >
            {number(count)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Rejects({ preview, busy, onSave }: { preview: ImportPreview; busy: boolean; onSave: () => void }) {
  const { t } = useL10n();
  const columns = preview.columns.map((one) => one.name);
  return (
    <section aria-label={t('knowledge-rejects')} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{t('knowledge-rejects')}</h3>
        <Button busy={busy} onClick={onSave}>
          <Download size={15} aria-hidden="true" />
          {t('knowledge-rejects-save')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <ul tabIndex={0} className="grid max-h-40 gap-1 overflow-auto rounded-xl bg-inset p-3 text-sm">
        {preview.rejects.map((one) => (
          <li key={one.row} className="flex gap-3">
            <span className="w-16 shrink-0 text-quiet tabular-nums">
              {t('knowledge-row', { row: one.row })}
            </span>
            <span dir="auto">{one.reasons.map((reason) => ofTable(reason, columns)).join('; ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
