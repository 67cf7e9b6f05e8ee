import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { documentsQuery, type PolicyDocument } from '~/api/knowledge';
import { said } from '~/api/problem';
import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { DropZone } from '~/ui/drop-zone';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { DocumentCard } from './document-card';
import { freshId, HOURS_ID } from './fresh';
import { rowsOf } from './model';
import { TextRows } from './text-rows';
import { ACCEPT, MOST_BYTES, useAddDocument } from './use-add-document';

/** What the business promises: documents that were read, and policies written here. */
export function Policies({ knowledge, may }: { knowledge: Knowledge; may: boolean }) {
  const { t } = useL10n();
  const document: KnowledgeDocument = knowledge.document;
  return (
    <>
      <Documents may={may} />
      <TextRows
        knowledge={knowledge}
        part="policies"
        may={may}
        title={t('knowledge-own-policies')}
        lead={t('knowledge-own-policies-lead')}
        belongs={(row) => !row.document && row.id !== HOURS_ID}
        fresh={() => ({ id: freshId('P', rowsOf(document, 'policies')), text: '' })}
      />
    </>
  );
}

function Documents({ may }: { may: boolean }) {
  const { t } = useL10n();
  const query = useQuery({
    ...documentsQuery,
    refetchInterval: (q) => (q.state.data?.items.some(isReading) ? 1000 : false),
  });
  const add = useAddDocument();
  const [large, setLarge] = useState(false);
  return (
    <Card title={t('knowledge-documents')}>
      <div className="grid gap-4">
        {may && (
          <DropZone
            label={add.isPending ? t('knowledge-uploading') : t('knowledge-drop-document')}
            help={t('knowledge-drop-document-help')}
            accept={ACCEPT}
            error={large ? t('knowledge-too-large') : add.error ? said(add.error) : null}
            onFiles={([file]) => {
              setLarge(Boolean(file && file.size > MOST_BYTES));
              if (file && file.size <= MOST_BYTES) add.mutate({ file });
            }}
          />
        )}
        {query.isPending ? (
          <Bones rows={2} />
        ) : !query.data ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          query.data.items.map((one) => <DocumentCard key={one.id} document={one} may={may} />)
        )}
      </div>
    </Card>
  );
}

const isReading = (document: PolicyDocument) => document.state === 'reading';
