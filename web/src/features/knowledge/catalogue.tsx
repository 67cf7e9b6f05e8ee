import { useQuery } from '@tanstack/react-query';
import { FileUp, Link2, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { sourcesQuery } from '~/api/knowledge';
import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Field } from '~/ui/field';
import { laterOpened } from '~/ui/later';
import { Empty } from '~/ui/states';
import { Grid } from './grid';
import { ItemDialog } from './item-dialog';
import { copyName, decimalsOf, type Filter, type Item, type Kept, matches, wrongWith } from './model';
import { SaveBar } from './save-bar';
import { useRows } from './use-rows';

const Feeds = laterOpened(async () => (await import('./feeds')).Feeds);
const ImportDialog = laterOpened(async () => (await import('./import-dialog')).ImportDialog);

const FILTERS: readonly Filter[] = ['all', 'unpriced', 'out', 'failed', 'changed'];

/** The catalogue as a table that is edited in place; it becomes one version when it is saved. */
export function Catalogue({ knowledge, may }: { knowledge: Knowledge; may: boolean }) {
  const { t, number } = useL10n();
  const rows = useRows(knowledge, 'items');
  const failed = useFailed();
  const [q, setQ] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [open, setOpen] = useState<string | null>(null);
  const [box, setBox] = useState<'import' | 'feeds' | null>(null);
  const shown = useMemo(
    () => rows.kept.filter((one) => matches(one, q.trim(), filter, failed)),
    [rows.kept, q, filter, failed],
  );
  const document: KnowledgeDocument = knowledge.document;
  const currency = String(document.currency ?? 'IDR');
  const no = useReason()('knowledge');
  const taken = new Set(rows.kept.map((one) => String(one.row.sku).toLowerCase()));
  const wrong = firstWrong(rows.kept);
  const add = () => {
    setQ('');
    setFilter('all');
    setOpen(rows.add({ sku: '', name: '', stock: {} }));
  };
  const copy = (kept: Kept) => setOpen(rows.add({ ...kept.row, sku: copyName(String(kept.row.sku), taken) }));
  const opened = rows.kept.find((one) => one.key === open);
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 flex-1">
          <Field
            type="search"
            label={t('knowledge-search')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
        <SelectField
          label={t('knowledge-filter')}
          options={FILTERS.map((id) => ({ id, text: t(`knowledge-filter-${id}`) }))}
          chosen={filter}
          onChoose={setFilter}
        />
        <Button disabledReason={no} onClick={() => setBox('feeds')}>
          <Link2 size={15} aria-hidden="true" />
          {t('knowledge-feeds')}
        </Button>
        <Button disabledReason={no} onClick={() => setBox('import')}>
          <FileUp size={15} aria-hidden="true" />
          {t('knowledge-import')}
        </Button>
        <Button variant="primary" disabledReason={no} onClick={add}>
          <Plus size={15} aria-hidden="true" />
          {t('knowledge-add-item')}
        </Button>
      </div>
      {rows.kept.length === 0 ? (
        <Empty
          title={t('knowledge-no-items-title')}
          action={
            <Button variant="primary" disabledReason={no} onClick={() => setBox('import')}>
              {t('knowledge-import-title')}
            </Button>
          }
        >
          {t('knowledge-no-items')}
        </Empty>
      ) : (
        <>
          <p role="status" className="-my-2 text-xs text-quiet">
            {t('knowledge-count', { shown: number(shown.length), all: number(rows.kept.length) })}
          </p>
          <Grid
            rows={shown}
            decimals={decimalsOf(currency)}
            currency={currency}
            readOnly={!may}
            onPut={rows.put}
            onOpen={setOpen}
            onCopy={copy}
            onRemove={rows.remove}
          />
        </>
      )}
      <SaveBar rows={rows} wrong={wrong && t(wrong.key, { name: wrong.name })} />
      {opened && (
        <ItemDialog
          key={opened.key}
          item={opened.row as Item}
          currency={currency}
          isNew={opened.state === 'new'}
          readOnly={!may}
          onClose={() => setOpen(null)}
          onPut={(row) => {
            rows.put(opened.key, row);
            setOpen(null);
          }}
        />
      )}
      {box === 'import' && <ImportDialog onClose={() => setBox(null)} />}
      {box === 'feeds' && <Feeds onClose={() => setBox(null)} />}
    </>
  );
}

function useFailed(): ReadonlySet<string> {
  const { data } = useQuery(sourcesQuery);
  return useMemo(
    () => new Set((data?.problems ?? []).filter((one) => one.failed).map((one) => one.source)),
    [data],
  );
}

/** The first unsaved row that the server would refuse. */
function firstWrong(kept: readonly Kept[]): { key: string; name: string } | null {
  const count = new Map<string, number>();
  for (const { row } of kept) {
    const sku = String(row.sku).trim().toLowerCase();
    count.set(sku, (count.get(sku) ?? 0) + 1);
  }
  const twice = new Set([...count].filter(([, n]) => n > 1).map(([sku]) => sku));
  for (const { row, state } of kept) {
    const key = state === 'same' ? null : wrongWith(row, 'items', twice);
    if (key) return { key, name: String(row.name || row.sku || '–') };
  }
  return null;
}
