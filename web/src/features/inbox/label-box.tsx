import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { inboxKeys, labelsQuery, makeLabel } from '~/api/inbox';
import { ProblemError } from '~/api/problem';
import { LABEL_COLORS } from '~/api/types-inbox';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { LabelChoice } from '~/ui/label-choice';
import { SearchList } from '~/ui/search-list';
import { Bones, Failure } from '~/ui/states';
import type { BoxProps } from './care-boxes';
import { useCare } from './use-care';
import { useCarried } from './use-carried';

const MAKE = ' make';

/** Which labels: those that all of the conversations carry are ticked; a new name makes a new label. */
export function LabelBox({ ids }: BoxProps) {
  const { t } = useL10n();
  const client = useQueryClient();
  const care = useCare();
  const [text, setText] = useState('');
  const labels = useQuery(labelsQuery);
  const carried = useCarried(ids);
  if (labels.isPending) return <Bones rows={3} />;
  if (!labels.data) return <Failure error={labels.error} retry={() => void labels.refetch()} />;
  const all = labels.data.items;
  const wanted = text.trim();
  const found = all.filter((one) => one.name.toLowerCase().includes(wanted.toLowerCase()));
  const exact = all.some((one) => one.name.toLowerCase() === wanted.toLowerCase());
  const put = (id: string, name: string) =>
    void care(ids, { do: 'label', add: [id], remove: [] }, (count) => t('care-labelled', { count, name }));
  async function make(): Promise<void> {
    setText('');
    try {
      const made = await makeLabel(wanted, LABEL_COLORS[all.length % LABEL_COLORS.length] ?? 'grey');
      await client.invalidateQueries({ queryKey: inboxKeys.labels });
      put(made.id, made.name);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toast(error.problem.title, { tone: 'red' });
    }
  }
  function choose(id: string): void {
    if (id === MAKE) {
      void make();
      return;
    }
    const label = all.find((one) => one.id === id);
    if (!label) return;
    if (carried.has(id))
      void care(ids, { do: 'label', add: [], remove: [id] }, (count) =>
        t('care-unlabelled', { count, name: label.name }),
      );
    else put(id, label.name);
  }
  const choices = [
    ...found.map((one) => ({
      id: one.id,
      row: <LabelChoice label={one} carried={carried.has(one.id)} />,
    })),
    ...(wanted && !exact
      ? [
          {
            id: MAKE,
            row: (
              <span className="flex items-center gap-3">
                <Plus size={14} aria-hidden="true" className="text-quiet" />
                {t('label-make', { name: wanted })}
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <SearchList
      autoFocus
      label={t('label-search')}
      placeholder={t('label-search')}
      text={text}
      onText={setText}
      choices={choices}
      onChoose={choose}
      none={t('label-none')}
    />
  );
}
