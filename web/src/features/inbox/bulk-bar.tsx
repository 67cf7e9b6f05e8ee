import { useQuery } from '@tanstack/react-query';
import { AlarmClock, CheckCheck, Tag, UserRound, X } from 'lucide-react';
import { useState } from 'react';
import { idsOf } from '~/api/inbox';
import { ProblemError } from '~/api/problem';
import { countsQuery } from '~/api/queries';
import type { View } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { useStore } from '~/lib/store';
import { toast } from '~/lib/toast';
import { Button, TextButton } from '~/ui/button';
import { IconButton } from '~/ui/icon-button';
import { Progress } from '~/ui/progress';
import { type CareBox, careBox } from './care-commands';
import { chooseAll, chosen, letGo, shown } from './selection';
import { progress, useCare } from './use-care';

interface Props {
  view: View;
  q: string;
}

/** What can be done with the conversations that are chosen. */
export function BulkBar({ view, q }: Props) {
  const { t } = useL10n();
  const ids = useStore(chosen);
  const running = useStore(progress);
  useCommands([{ id: 'let-go', keys: ['Escape'], scope: 'inbox', label: t('cmd-let-go'), run: letGo }]);
  return (
    <section
      aria-label={t('bulk-title')}
      className="rise grid gap-2 border-b border-line bg-accent-soft px-3.5 py-2"
    >
      <div className="flex items-center gap-2">
        <p role="status" className="min-w-0 flex-1 truncate text-sm font-medium">
          {t('bulk-chosen', { count: ids.size })}
        </p>
        <Everything view={view} q={q} />
        <IconButton label={t('cmd-let-go')} onClick={letGo}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      {running ? (
        <div className="flex items-center gap-3 pb-1">
          <div className="flex-1">
            <Progress label={t('bulk-running')} share={running.done / running.total} />
          </div>
          <span className="text-xs tabular-nums">
            {t('bulk-progress', { done: running.done, total: running.total })}
          </span>
          <TextButton onClick={running.cancel}>{t('bulk-stop')}</TextButton>
        </div>
      ) : (
        <Acts ids={[...ids]} />
      )}
    </section>
  );
}

function Acts({ ids }: { ids: readonly string[] }) {
  const { t } = useL10n();
  const care = useCare();
  const reason = useReason()('send');
  const show = (kind: CareBox) => () => careBox.set({ kind, ids });
  const resolve = () =>
    void care(ids, { do: 'resolve' }, (count) => t('care-resolved', { count })).then(letGo);
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button variant="primary" disabledReason={reason} onClick={resolve}>
        <CheckCheck size={15} aria-hidden="true" />
        {t('bulk-resolve')}
      </Button>
      <Button disabledReason={reason} onClick={show('assign')}>
        <UserRound size={15} aria-hidden="true" />
        {t('bulk-assign')}
      </Button>
      <IconButton label={t('cmd-label')} disabledReason={reason} onClick={show('label')}>
        <Tag size={17} aria-hidden="true" />
      </IconButton>
      <IconButton label={t('cmd-snooze')} disabledReason={reason} onClick={show('snooze')}>
        <AlarmClock size={17} aria-hidden="true" />
      </IconButton>
    </div>
  );
}

/** Everything the view holds, beyond what the list has read. */
function Everything({ view, q }: Props) {
  const { t } = useL10n();
  const ids = useStore(chosen);
  const rows = useStore(shown);
  const counts = useQuery(countsQuery).data;
  const [busy, setBusy] = useState(false);
  const all = rows.length > 0 && rows.every((id) => ids.has(id));
  if (!all || ids.size > rows.length || (q === '' && counts && counts[view] <= rows.length)) return null;
  async function take(): Promise<void> {
    setBusy(true);
    try {
      const { ids: found } = await idsOf(view, q);
      chooseAll(found);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      toast(error.message, { tone: 'red' });
    } finally {
      setBusy(false);
    }
  }
  return (
    <span className="text-sm">
      <TextButton onClick={() => void take()} aria-disabled={busy}>
        {t('bulk-everything')}
      </TextButton>
    </span>
  );
}
