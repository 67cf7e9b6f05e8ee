import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { freshId } from './fresh';
import { rowsOf } from './model';
import { TextRows } from './text-rows';

/** Questions with the answer the business wants to give. */
export function Answers({ knowledge, may }: { knowledge: Knowledge; may: boolean }) {
  const { t } = useL10n();
  const document: KnowledgeDocument = knowledge.document;
  return (
    <TextRows
      knowledge={knowledge}
      part="answers"
      may={may}
      title={t('knowledge-answers')}
      lead={t('knowledge-answers-lead')}
      fresh={() => ({ id: freshId('A', rowsOf(document, 'answers')), questions: [], text: '' })}
    />
  );
}
