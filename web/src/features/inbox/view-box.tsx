import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, BookmarkPlus, Check, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteView, inboxKeys, viewsQuery } from '~/api/inbox';
import { ProblemError } from '~/api/problem';
import { countsQuery } from '~/api/queries';
import type { View } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Dialog } from '~/ui/dialog';
import { type Choice, SearchList } from '~/ui/search-list';
import { useCount } from './list-head';
import { SaveView } from './save-view';
import { VIEWS } from './views';

interface Props {
  view: View;
  q: string;
  onChange: (next: { view?: View; q?: string }) => void;
  onClose: () => void;
}

/** Every view there is. */
export function ViewBox({ view, q, onChange, onClose }: Props) {
  const { t } = useL10n();
  const [text, setText] = useState('');
  const [saving, setSaving] = useState(false);
  const rows = useRows(view, q);
  const client = useQueryClient();
  const own = useQuery(viewsQuery).data?.items ?? [];
  const wanted = text.trim().toLowerCase();
  async function remove(id: string): Promise<void> {
    try {
      await deleteView(id);
      await client.invalidateQueries({ queryKey: inboxKeys.views });
      toast(t('view-deleted'));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toast(error.message, { tone: 'red' });
    }
  }
  function choose(id: string): void {
    const [kind, name = ''] = id.split(/:(.*)/s);
    if (kind === 'save') {
      setSaving(true);
      return;
    }
    onClose();
    if (kind === 'delete') void remove(name);
    if (kind === 'own') onChange({ view: 'all', q: own.find((one) => one.id === name)?.query ?? '' });
    if (kind === 'view') onChange({ view: VIEWS.find((one) => one === name) ?? 'all' });
  }
  return (
    <Dialog open onClose={onClose} title={saving ? t('view-save') : t('inbox-views')}>
      {saving ? (
        <SaveView query={q} onDone={onClose} />
      ) : (
        <SearchList
          autoFocus
          label={t('view-search')}
          placeholder={t('view-search')}
          text={text}
          onText={setText}
          choices={rows.filter((row) => row.name.toLowerCase().includes(wanted))}
          onChoose={choose}
          none={t('view-none')}
        />
      )}
    </Dialog>
  );
}

function useRows(view: View, q: string): (Choice & { name: string })[] {
  const { t } = useL10n();
  const count = useCount();
  const counts = useQuery(countsQuery).data;
  const own = useQuery(viewsQuery).data?.items ?? [];
  const here = own.find((one) => one.query === q);
  const line = (icon: React.ReactNode, words: string, end?: React.ReactNode) => (
    <span className="flex items-center gap-3">
      {icon}
      <bdi className="min-w-0 flex-1 truncate">{words}</bdi>
      {end}
    </span>
  );
  const mark = (on: boolean) => (
    <Check size={16} aria-hidden="true" className={on ? 'text-accent' : 'invisible'} />
  );
  const group = t('view-own');
  return [
    ...VIEWS.map((one) => ({
      id: `view:${one}`,
      name: t(`view-${one}`),
      row: line(
        mark(one === view && q === ''),
        t(`view-${one}`),
        counts && <span className="text-xs text-quiet tabular-nums">{count(counts, one)}</span>,
      ),
    })),
    ...own.map((one) => ({
      id: `own:${one.id}`,
      group,
      name: one.name,
      row: line(
        <Bookmark size={16} aria-hidden="true" className={one === here ? 'text-accent' : 'text-quiet'} />,
        one.name,
        <span className="max-w-40 truncate text-xs text-quiet">{one.query}</span>,
      ),
    })),
    ...(q !== '' && !here
      ? [
          {
            id: 'save:',
            group,
            name: t('view-save-this'),
            row: line(<BookmarkPlus size={16} aria-hidden="true" />, t('view-save-this')),
          },
        ]
      : []),
    ...(here
      ? [
          {
            id: `delete:${here.id}`,
            group,
            name: t('view-delete', { name: here.name }),
            row: line(<Trash2 size={16} aria-hidden="true" />, t('view-delete', { name: here.name })),
          },
        ]
      : []),
  ];
}
