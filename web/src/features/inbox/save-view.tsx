import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { inboxKeys, saveView } from '~/api/inbox';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';

/** A search under a name. */
export function SaveView({ query, onDone }: { query: string; onDone: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () => saveView(name.trim(), query),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: inboxKeys.views });
      toast(t('view-saved', { name: made.name }));
      onDone();
    },
  });
  return (
    <form
      className="grid gap-4 p-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !save.isPending) save.mutate();
      }}
    >
      <p className="text-sm text-quiet">
        {t('view-asks')} <bdi className="font-medium text-text">{query}</bdi>
      </p>
      <Field
        label={t('view-name')}
        value={name}
        maxLength={60}
        autoFocus
        onChange={(event) => setName(event.target.value)}
        error={save.error?.message}
      />
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabledReason={name.trim() ? null : t('view-name-missing')}
        >
          {t('view-save')}
        </Button>
      </div>
    </form>
  );
}
