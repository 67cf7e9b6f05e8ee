import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { api, ok, once } from '~/api/client';
import { knowledgeQuery } from '~/api/queries';
import type { Knowledge, KnowledgeDocument, KnowledgeRow } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { changesOf, type Edit, KEY_OF, type Kept, type Part, rowsOf, withEdits } from './model';

export interface Rows {
  kept: readonly Kept[];
  /** How many rows are not saved. */
  unsaved: number;
  put: (key: string, row: KnowledgeRow) => void;
  add: (row: KnowledgeRow) => string;
  remove: (key: string) => void;
  undo: () => void;
  reset: () => void;
  save: () => void;
  saving: boolean;
  error: Error | null;
}

/** A list of the knowledge with a person's unsaved edits. Saving makes one version of all of them. */
export function useRows(knowledge: Knowledge, part: Part): Rows {
  const { t } = useL10n();
  const client = useQueryClient();
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  // What was looked at when the first edit was made: others' later changes to the same row are a conflict.
  const base = useRef(knowledge.version);
  const next = useRef(1);
  const document: KnowledgeDocument = knowledge.document;
  const rows = rowsOf(document, part);
  const kept = useMemo(() => withEdits(rows, edits, KEY_OF[part]), [rows, edits, part]);
  const edit = (key: string, row: KnowledgeRow | null) => {
    if (edits.length === 0) base.current = knowledge.version;
    setEdits((all) => [...all, { key, row }]);
  };
  const save = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/knowledge/changes', {
          params: { header: once() },
          body: { base_version: base.current, changes: changesOf(part, edits) },
        }),
      ),
    onSuccess: (fresh) => {
      client.setQueryData(knowledgeQuery.queryKey, fresh);
      void client.invalidateQueries({ queryKey: knowledgeQuery.queryKey });
      setEdits([]);
      toast(t('knowledge-saved', { version: fresh.version }));
    },
  });
  return {
    kept,
    unsaved: changesOf(part, edits).length,
    put: edit,
    add: (row) => {
      const key = `new:${next.current++}`;
      edit(key, row);
      return key;
    },
    remove: (key) => edit(key, null),
    undo: () => setEdits((all) => all.slice(0, -1)),
    reset: () => {
      save.reset();
      setEdits([]);
    },
    save: () => save.mutate(),
    saving: save.isPending,
    error: save.error,
  };
}
