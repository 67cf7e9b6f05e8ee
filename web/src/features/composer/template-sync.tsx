import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { keys } from '~/api/queries';
import { readTemplates } from '~/api/template-sync';
import type { Template } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button } from '~/ui/button';

interface Props {
  channel: string;
  templates: readonly Template[];
}

/** When the account's templates were last read from Meta, and reading them again. */
export function TemplateSync({ channel, templates }: Props) {
  const { t, ago } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const reason = useReason()('templates');
  const sync = useMutation({
    mutationFn: () => readTemplates(channel),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.templates }),
  });
  const newest = templates
    .map((one) => one.synced_at)
    .sort()
    .at(-1);
  return (
    <>
      <span role="status">
        {sync.error ? sync.error.message : newest ? t('template-synced', { when: ago(newest, now) }) : ''}
      </span>
      <Button variant="quiet" busy={sync.isPending} disabledReason={reason} onClick={() => sync.mutate()}>
        <RefreshCw size={14} aria-hidden="true" />
        {sync.isPending ? t('template-syncing') : t('template-sync')}
      </Button>
    </>
  );
}
