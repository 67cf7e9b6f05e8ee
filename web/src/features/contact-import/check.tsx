import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  asMapping,
  attributesQuery,
  type ContactImportPreview,
  type NewContactImport,
  previewContacts,
} from '~/api/contacts';
import type { Upload } from '~/api/knowledge';
import { said } from '~/api/problem';
import { ofTable } from '~/l10n/of-table';
import { useL10n } from '~/l10n/words';
import { useLast } from '~/lib/use-last';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Bones } from '~/ui/states';
import { callingCode, choose, FIELDS, missing, NEEDED } from './mapping';
import { Counts, Rejects } from './outlook';

interface Props {
  file: Upload;
  channels: { id: string; text: string }[];
  busy: boolean;
  error: Error | null;
  onAgain: () => void;
  onStart: (body: NewContactImport) => void;
}

/** Which column is what, and what entering these people would do; nothing has happened yet. */
export function Check({ file, channels, busy, error, onAgain, onStart }: Props) {
  const { t } = useL10n();
  const [channel, setChannel] = useState(channels[0]?.id ?? '');
  const [mapping, setMapping] = useState<Record<string, string> | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const body: NewContactImport = {
    file: file.id,
    channel_id: channel,
    ...(mapping && { mapping: asMapping(mapping) }),
    ...(code !== null && { calling_code: code }),
  };
  const query = useQuery({
    queryKey: ['contact-import', body],
    queryFn: ({ signal }) => previewContacts(body, signal),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  // What the server refuses does not take away what was mapped: the last preview stays, with the reason.
  const preview = useLast(query.data);
  const again = <Button onClick={onAgain}>{t('entry-other-file')}</Button>;
  if (!preview && query.isPending) return <Bones rows={4} />;
  if (!preview)
    return <Notice tone="red" alert title={query.error ? said(query.error) : ''} action={again} />;
  const chosen = mapping ?? (preview.mapping as Record<string, string>);
  const lacks = missing(chosen);
  const count = preview.new + preview.changed;
  const wrong = query.error && said(query.error);
  const problem = preview.problem && ofTable(preview.problem);
  return (
    <>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <SelectField label={t('entry-channel')} options={channels} chosen={channel} onChoose={setChannel} />
        <Field
          label={t('entry-code')}
          help={t('entry-code-help')}
          inputMode="numeric"
          value={code ?? preview.calling_code ?? ''}
          onChange={(event) => setCode(callingCode(event.target.value))}
        />
      </div>
      <Columns preview={preview} mapping={chosen} onChange={setMapping} />
      {lacks.length > 0 ? (
        <Notice tone="amber" title={t('entry-lacks')}>
          <ul className="list-disc ps-5">
            {lacks.map((one) => (
              <li key={one}>{t(`entry-as-${one}`)}</li>
            ))}
          </ul>
        </Notice>
      ) : problem ? (
        <Notice tone="amber" title={problem} />
      ) : (
        <Counts preview={preview} />
      )}
      {preview.rejects.length > 0 && <Rejects preview={preview} />}
      {wrong && (
        <Notice
          tone="red"
          alert
          title={wrong}
          action={<Button onClick={() => void query.refetch()}>{t('app-try-again')}</Button>}
        />
      )}
      {error && <Notice tone="red" alert title={said(error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        {again}
        <Button
          variant="primary"
          busy={busy || query.isFetching}
          disabledReason={
            wrong ??
            (lacks.length > 0 ? t('entry-lacks') : (problem ?? (count === 0 ? t('entry-nobody') : null)))
          }
          onClick={() => onStart({ ...body, mapping: asMapping(chosen) })}
        >
          {t('entry-start', { count })}
        </Button>
      </div>
    </>
  );
}

interface ColumnsProps {
  preview: ContactImportPreview;
  mapping: Record<string, string>;
  onChange: (mapping: Record<string, string>) => void;
}

/** Each column of the table with some of its cells, and what it is. */
function Columns({ preview, mapping, onChange }: ColumnsProps) {
  const { t } = useL10n();
  const attributes = useQuery(attributesQuery).data?.items ?? [];
  const options = [
    { id: '', text: t('entry-as-nothing') },
    ...FIELDS.map((id) => ({
      id: id as string,
      text: NEEDED.some((one) => one === id)
        ? t('entry-needed', { field: t(`entry-as-${id}`) })
        : t(`entry-as-${id}`),
    })),
    ...attributes.map((one) => ({
      id: `attribute:${one.name}`,
      text: t('entry-as-attribute', { name: one.name }),
    })),
  ];
  return (
    <section aria-label={t('entry-columns')} className="grid gap-2">
      <h2 className="font-semibold">{t('entry-columns')}</h2>
      <ul className="grid max-h-80 gap-px overflow-auto rounded-xl border border-line bg-line">
        {preview.columns.map(({ name, samples }) => (
          <li key={name} className="grid items-center gap-2 bg-panel p-3 sm:grid-cols-[1fr_16rem]">
            <div className="min-w-0">
              <p dir="auto" className="truncate text-sm font-medium">
                {name || '–'}
              </p>
              <p dir="auto" className="truncate text-xs text-quiet">
                {samples.join(' · ') || t('entry-empty-column')}
              </p>
            </div>
            <SelectField
              bare
              label={t('entry-column-is', { column: name })}
              options={options}
              chosen={mapping[name] ?? ''}
              onChoose={(field) => onChange(choose(mapping, name, field))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
