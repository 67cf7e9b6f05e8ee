import { useQuery } from '@tanstack/react-query';
import { MessageSquareText, Plus } from 'lucide-react';
import { useState } from 'react';
import { type CannedReply, cannedQuery } from '~/api/canned';
import { ReplyForm } from '~/features/replies/form';
import { ReplyRow } from '~/features/replies/row';
import { UndoChoice } from '~/features/replies/undo-choice';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Card, Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

/** Ready-made replies of the workspace, and how long a message can be taken back. */
export function RepliesRoute() {
  const { t } = useL10n();
  const reason = useReason()('send');
  const query = useQuery(cannedQuery);
  const [editing, setEditing] = useState<CannedReply | 'new' | null>(null);
  const add = (
    <Button variant="primary" disabledReason={reason} onClick={() => setEditing('new')}>
      <Plus size={16} aria-hidden="true" />
      {t('replies-add')}
    </Button>
  );
  const close = () => setEditing(null);
  return (
    <Page title={t('replies-title')} lead={t('replies-lead')} actions={editing === null && add}>
      {editing === 'new' && (
        <Card title={t('replies-add')}>
          <ReplyForm reply={null} onDone={close} />
        </Card>
      )}
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.data.items.length === 0 ? (
        editing === null && (
          <Empty
            icon={<MessageSquareText size={22} aria-hidden="true" />}
            title={t('replies-empty-title')}
            action={add}
          >
            {t('replies-empty')}
          </Empty>
        )
      ) : (
        <Card title={t('replies-list')}>
          <ul className="divide-y divide-line">
            {query.data.items.map((one) => (
              <ReplyRow
                key={one.id}
                reply={one}
                editing={editing !== null && editing !== 'new' && editing.id === one.id}
                onEdit={() => setEditing(one)}
                onDone={close}
              />
            ))}
          </ul>
        </Card>
      )}
      <Card>
        <UndoChoice />
      </Card>
    </Page>
  );
}
