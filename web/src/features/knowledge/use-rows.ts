import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, ok, once } from '~/api/client';
import { knowledgeQuery } from '~/api/queries';
import type { Knowledge, KnowledgeDocument, KnowledgeRow } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { changesOf, type Edit, KEY_OF, type Kept, rowsOf, withEdits } from './model';
import { afterSave, type Place, partOf, useUnsaved } from './unsaved';

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
export function useRows(knowledge: Knowledge, place: Place): Rows {
  const { t } = useL10n();
  const client = useQueryClient();
  const part = partOf(place);
  const [{ edits, base, next }, change] = useUnsaved(place);
  const document: KnowledgeDocument = knowledge.document;
  const rows = rowsOf(document, part);
  const kept = useMemo(() => withEdits(rows, edits, KEY_OF[part]), [rows, edits, part]);
  const edit = (key: string, row: KnowledgeRow | null) =>
    change((before) => ({
      ...before,
      base: before.edits.length === 0 ? knowledge.version : before.base,
      edits: [...before.edits, { key, row }],
    }));
  const save = useMutation({
    mutationFn: (sent: readonly Edit[]) =>
      ok(
        api.POST('/knowledge/changes', {
          params: { header: once() },
          body: { base_version: base, changes: changesOf(part, sent) },
        }),
      ),
    onSuccess: (fresh, sent) => {
      client.setQueryData(knowledgeQuery.queryKey, fresh);
      void client.invalidateQueries({ queryKey: knowledgeQuery.queryKey });
      change((before) => afterSave(before, sent, place, fresh.version));
      toast(t('knowledge-saved', { version: fresh.version }));
    },
  });
  return {
    kept,
    unsaved: changesOf(part, edits).length,
    put: edit,
    add: (row) => {
      const key = `new:${next}`;
      change((before) => ({ ...before, next: next + 1 }));
      edit(key, row);
      return key;
    },
    remove: (key) => edit(key, null),
    undo: () => change((before) => ({ ...before, edits: before.edits.slice(0, -1) })),
    reset: () => {
      save.reset();
      change((before) => ({ ...before, edits: [] }));
    },
    save: () => save.mutate(edits),
    saving: save.isPending,
    error: save.error,
  };
}
