import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { composerKey, composerQuery } from '~/api/canned';
import { setUndoSeconds } from '~/api/replies';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { RadioCards } from '~/ui/choice';
import { Bones, Failure } from '~/ui/states';

const SECONDS = ['0', '5', '10', '20', '30'] as const;

/** How long a message can be taken back, for the whole workspace. */
export function UndoChoice() {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('knowledge');
  const query = useQuery(composerQuery);
  const change = useMutation({
    mutationFn: setUndoSeconds,
    onSuccess: (fresh) => client.setQueryData(composerKey, fresh),
  });
  if (query.isPending) return <Bones rows={1} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const now = String(change.isPending ? change.variables : query.data.undo_seconds);
  const offered = SECONDS.some((one) => one === now) ? SECONDS : [...SECONDS, now];
  return (
    <>
      <RadioCards
        title={t('replies-undo')}
        help={t('replies-undo-help')}
        disabledReason={reason}
        options={offered.map((id) => ({
          id,
          text: id === '0' ? t('replies-undo-off') : t('replies-undo-seconds', { seconds: Number(id) }),
        }))}
        chosen={now}
        onChoose={(id) => change.mutate(Number(id))}
      />
      {change.error && (
        <p role="alert" className="mt-2 text-sm text-red">
          {change.error.message}
        </p>
      )}
    </>
  );
}
