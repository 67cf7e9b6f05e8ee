import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Knowledge, KnowledgeRow } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { IconButton } from '~/ui/icon-button';
import { Card } from '~/ui/page';
import { KEY_OF, type Kept, type Part, SOURCE_OF } from './model';
import { SaveBar } from './save-bar';
import { SourceState } from './source-state';
import { TextDialog } from './text-dialog';
import { useRows } from './use-rows';

interface Props {
  knowledge: Knowledge;
  part: Exclude<Part, 'items'>;
  may: boolean;
  title: string;
  lead: string;
  /** Which rows belong here; all when absent. */
  belongs?: (row: KnowledgeRow) => boolean;
  /** A new row before anything is typed. */
  fresh: () => KnowledgeRow;
}

/** Rows of words: policies, answers, promotions. Edited one at a time, saved together. */
export function TextRows({ knowledge, part, may, title, lead, belongs = () => true, fresh }: Props) {
  const { t, number } = useL10n();
  const reason = useReason()('knowledge');
  const rows = useRows(knowledge, part);
  const [open, setOpen] = useState<Kept | 'new' | null>(null);
  const shown = rows.kept.filter((one) => belongs(one.row));
  const others = (key: string) =>
    new Set(
      rows.kept.filter((one) => one.key !== key).map((one) => String(one.row[KEY_OF[part]]).toLowerCase()),
    );
  return (
    <>
      <Card title={title} aside={number(shown.length)}>
        <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
          <p className="min-w-48 flex-1 text-sm text-quiet">{lead}</p>
          <Button disabledReason={reason} onClick={() => setOpen('new')}>
            <Plus size={15} aria-hidden="true" />
            {t(`knowledge-add-${part}`)}
          </Button>
        </div>
        {shown.length === 0 && <p className="text-sm text-quiet">{t('knowledge-none')}</p>}
        <ul className="grid divide-y divide-line">
          {shown.map((one) => (
            <Line
              key={one.key}
              one={one}
              part={part}
              may={may}
              onOpen={() => setOpen(one)}
              onRemove={() => rows.remove(one.key)}
            />
          ))}
        </ul>
      </Card>
      <SaveBar rows={rows} />
      {open && (
        <TextDialog
          part={part}
          row={open === 'new' ? fresh() : open.row}
          isNew={open === 'new' || open.state === 'new'}
          taken={others(open === 'new' ? '' : open.key)}
          onClose={() => setOpen(null)}
          onPut={(row) => {
            if (open === 'new') rows.add(row);
            else rows.put(open.key, row);
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

interface LineProps {
  one: Kept;
  part: Exclude<Part, 'items'>;
  may: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function Line({ one, part, may, onOpen, onRemove }: LineProps) {
  const { t } = useL10n();
  const id = String(one.row[KEY_OF[part]] ?? '');
  const questions = (one.row.questions as string[] | undefined) ?? [];
  const name = String(one.row.title ?? questions[0] ?? id);
  return (
    <li className="flex items-start gap-2 py-3">
      <div className="grid min-w-0 flex-1 gap-1">
        <p dir="auto" className="font-medium">
          {name}
          {name !== id && <span className="ms-2 text-xs font-normal text-quiet">{id}</span>}
        </p>
        {questions.length > 1 && (
          <p dir="auto" className="text-xs text-quiet">
            {questions.slice(1).join(' · ')}
          </p>
        )}
        <p dir="auto" className="spoken line-clamp-4 text-sm">
          {String(one.row.text ?? '')}
        </p>
        <SourceState source={`${SOURCE_OF[part]}:${id}`} pending={one.state !== 'same'} />
      </div>
      {may && (
        <>
          <IconButton label={t('knowledge-open-row', { name })} onClick={onOpen}>
            <Pencil size={15} aria-hidden="true" />
          </IconButton>
          <IconButton label={t('knowledge-remove-row', { name })} onClick={onRemove}>
            <Trash2 size={15} aria-hidden="true" />
          </IconButton>
        </>
      )}
    </li>
  );
}
