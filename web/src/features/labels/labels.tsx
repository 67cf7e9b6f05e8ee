import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { changeLabel, deleteLabel, inboxKeys } from '~/api/inbox';
import type { LabelRow } from '~/api/types-inbox';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Confirm } from '~/ui/dialog';
import { IconButton } from '~/ui/icon-button';
import { LabelDot } from '~/ui/label-mark';
import { LabelForm } from './label-form';

/** The labels there are; each can be renamed, recoloured and deleted where it stands. */
export function Labels({ labels, may }: { labels: readonly LabelRow[]; may: boolean }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-panel">
      {labels.map((label) => (
        <Row key={label.id} label={label} may={may} />
      ))}
    </ul>
  );
}

function Row({ label, may }: { label: LabelRow; may: boolean }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [state, setState] = useState<'shown' | 'edited' | 'asked'>('shown');
  const done = () => {
    setState('shown');
    void client.invalidateQueries({ queryKey: inboxKeys.labels });
  };
  const remove = useMutation({
    mutationFn: () => deleteLabel(label.id),
    onSuccess: () => {
      toast(t('label-deleted', { name: label.name }));
      done();
    },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  if (state === 'edited')
    return (
      <li className="p-4">
        <LabelForm
          initial={label}
          action={t('label-save')}
          onSave={(name, color) => changeLabel(label.id, { name, color })}
          onDone={done}
          onCancel={() => setState('shown')}
        />
      </li>
    );
  return (
    <li className="flex min-h-13 items-center gap-3 ps-4 pe-2">
      <LabelDot color={label.color} />
      <bdi className="min-w-0 flex-1 truncate font-medium">{label.name}</bdi>
      <Link
        to="/inbox"
        search={{ q: `label:${/\s/.test(label.name) ? `"${label.name}"` : label.name}` }}
        className="text-sm text-quiet underline-offset-2 hover:underline"
      >
        {t('label-count', { count: label.conversations })}
      </Link>
      {may && (
        <span className="flex">
          <IconButton label={t('label-edit', { name: label.name })} onClick={() => setState('edited')}>
            <Pencil size={16} aria-hidden="true" />
          </IconButton>
          <IconButton label={t('label-delete', { name: label.name })} onClick={() => setState('asked')}>
            <Trash2 size={16} aria-hidden="true" />
          </IconButton>
        </span>
      )}
      <Confirm
        open={state === 'asked'}
        onClose={() => setState('shown')}
        title={t('label-delete', { name: label.name })}
        action={t('label-delete-yes')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {t('label-delete-what', { count: label.conversations })}
      </Confirm>
    </li>
  );
}
