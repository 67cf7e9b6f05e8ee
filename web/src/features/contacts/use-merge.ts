import { useMutation, useQueryClient } from '@tanstack/react-query';
import { undoMerge } from '~/api/contacts';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';

/** After people became one, or two again, much of what is shown is of somebody else. */
export function useReadAgain(): () => void {
  const client = useQueryClient();
  return () => {
    for (const key of [
      keys.contacts,
      ['contact'],
      keys.conversations,
      keys.counts,
      ['conversation'],
      ['messages'],
    ])
      void client.invalidateQueries({ queryKey: key });
  };
}

export function useUndoMerge() {
  const { t } = useL10n();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: undoMerge,
    onSuccess: () => {
      readAgain();
      toast(t('merge-undone'));
    },
    onError: (error) => toast(said(error), { tone: 'red' }),
  });
}
