import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { saveKnowledge } from '~/api/knowledge-document';
import { isProblem } from '~/api/problem';
import { knowledgeQuery } from '~/api/queries';
import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { Button } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { AreaField } from '~/ui/field';
import { Card } from '~/ui/page';

/** The whole document as text, for those who like it so. What the server refuses is said field by field. */
export function KnowledgeEditor({ knowledge, onClose }: { knowledge: Knowledge; onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [text, setText] = useState(() => JSON.stringify(knowledge.document, null, 2));
  const before = useRef(text);
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: saveKnowledge,
    onSuccess: (fresh) => {
      client.setQueryData(knowledgeQuery.queryKey, fresh);
      announce(t('app-saved'));
      onClose();
    },
  });
  // Meant for the version it was opened on, so it is not kept for another day.
  const leave = useBlocker({
    shouldBlockFn: () => text !== before.current && !save.isSuccess,
    enableBeforeUnload: () => text !== before.current,
    withResolver: true,
  });
  function submit(): void {
    try {
      const document = JSON.parse(text) as KnowledgeDocument;
      setWrong(null);
      save.mutate(document);
    } catch (error) {
      setWrong(t('knowledge-invalid', { problem: error instanceof Error ? error.message : String(error) }));
    }
  }
  const problem = isProblem(save.error) ? save.error.problem : null;
  const refused = problem?.fields?.map((one) => `${one.field}: ${one.problem}`).join('\n');
  return (
    <Card>
      <div className="grid gap-3">
        <AreaField
          mono
          dir="ltr"
          label={t('knowledge-editor')}
          value={text}
          rows={20}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          error={wrong ?? refused ?? (save.error ? save.error.message : null)}
        />
        <div className="flex gap-2">
          <Button variant="primary" busy={save.isPending} onClick={submit}>
            {save.isPending ? t('app-saving') : t('app-save')}
          </Button>
          <Button variant="quiet" onClick={onClose}>
            {t('app-cancel')}
          </Button>
        </div>
      </div>
      <Confirm
        open={leave.status === 'blocked'}
        onClose={() => leave.reset?.()}
        title={t('knowledge-leave')}
        action={t('knowledge-leave-go')}
        onConfirm={() => leave.proceed?.()}
      >
        <p>{t('knowledge-leave-text')}</p>
      </Confirm>
    </Card>
  );
}
