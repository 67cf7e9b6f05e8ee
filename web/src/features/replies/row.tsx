import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type CannedReply, cannedKey } from '~/api/canned';
import { deleteReply } from '~/api/replies';
import { useCan } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Confirm } from '~/ui/dialog';
import { IconButton } from '~/ui/icon-button';
import { ReplyForm } from './form';

interface Props {
  reply: CannedReply;
  editing: boolean;
  onEdit: () => void;
  onDone: () => void;
}

/** One ready-made reply; it is changed where it stands. */
export function ReplyRow({ reply, editing, onEdit, onDone }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const may = useCan()('send');
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteReply(reply.id),
    onSuccess: () => client.invalidateQueries({ queryKey: cannedKey }),
  });
  if (editing) {
    return (
      <li className="py-4">
        <ReplyForm reply={reply} onDone={onDone} />
      </li>
    );
  }
  return (
    <li className="flex items-start gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium">/{reply.shortcut}</p>
        <p dir="auto" className="spoken line-clamp-3 text-sm text-quiet">
          {reply.body}
        </p>
      </div>
      {may && (
        <>
          <IconButton label={t('replies-edit', { shortcut: `/${reply.shortcut}` })} onClick={onEdit}>
            <Pencil size={16} aria-hidden="true" />
          </IconButton>
          <IconButton
            label={t('replies-delete', { shortcut: `/${reply.shortcut}` })}
            onClick={() => setAsking(true)}
          >
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
        </>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('replies-delete-title', { shortcut: reply.shortcut })}
        action={t('replies-delete', { shortcut: `/${reply.shortcut}` })}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <p dir="auto" className="spoken">
          {reply.body}
        </p>
        {remove.error && (
          <p role="alert" className="mt-2 text-red">
            {remove.error.message}
          </p>
        )}
      </Confirm>
    </li>
  );
}
