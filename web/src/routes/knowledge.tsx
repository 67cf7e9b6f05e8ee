import { useQuery } from '@tanstack/react-query';
import { BookOpenText, Braces } from 'lucide-react';
import { useState } from 'react';
import { knowledgeQuery } from '~/api/queries';
import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { KnowledgeEditor } from '~/features/knowledge/editor';
import { KnowledgeParts } from '~/features/knowledge/knowledge';
import { TryIt } from '~/features/knowledge/try-it';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button } from '~/ui/button';
import { Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

export function KnowledgeRoute() {
  const { t } = useL10n();
  const query = useQuery(knowledgeQuery);
  const may = useCan()('knowledge');
  const [editing, setEditing] = useState(false);
  const edit = (
    <Button onClick={() => setEditing(true)} disabledReason={may ? null : t('app-not-allowed')}>
      <Braces size={15} aria-hidden="true" />
      {t('knowledge-edit')}
    </Button>
  );
  return (
    <Page
      title={t('knowledge-title')}
      lead={<Lead knowledge={query.data} />}
      actions={query.data && !editing && edit}
    >
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : editing ? (
        <KnowledgeEditor knowledge={query.data} onClose={() => setEditing(false)} />
      ) : isEmpty(query.data) ? (
        <Empty
          icon={<BookOpenText size={22} aria-hidden="true" />}
          title={t('knowledge-empty-title')}
          action={edit}
        >
          {t('knowledge-empty')}
        </Empty>
      ) : (
        <>
          <TryIt />
          <KnowledgeParts knowledge={query.data} />
        </>
      )}
    </Page>
  );
}

function Lead({ knowledge }: { knowledge: Knowledge | undefined }) {
  const { t, ago } = useL10n();
  const now = useNow();
  return (
    <>
      {t('knowledge-lead')}
      {knowledge?.updated_at && (
        <span className="block text-xs">
          {t('knowledge-version', { version: knowledge.version, when: ago(knowledge.updated_at, now) })}
        </span>
      )}
    </>
  );
}

function isEmpty(knowledge: Knowledge): boolean {
  const document: KnowledgeDocument = knowledge.document;
  return [document.items, document.policies, document.promo, document.answers].every((rows) => !rows?.length);
}
