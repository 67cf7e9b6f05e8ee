import { isProblem } from '~/api/problem';
import type { Draft } from '~/api/types';
import { useCan, useMe } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Notice } from '~/ui/notice';
import { Redraft } from './card-actions';
import { Sources } from './sources';

/** A draft that ended, as one line of history; said aloud when somebody else was faster. */
export function DoneLine({ draft, lost }: { draft: Draft; lost: Error | null }) {
  const { t, ago } = useL10n();
  const me = useMe();
  const again = useCan()('send') && draft.state !== 'approved';
  const now = useNow();
  const name = draft.decided_by?.name ?? t('draft-someone');
  if (isProblem(lost, 'draft_changed') && draft.decided_by?.name !== me.person.name) {
    const when = draft.decided_at ? ago(draft.decided_at, now) : '';
    const title =
      draft.state === 'approved'
        ? t('draft-taken-approved', { name, when })
        : draft.state === 'discarded'
          ? t('draft-taken-discarded', { name, when })
          : t('draft-taken-changed');
    return <Notice tone="amber" alert title={title} />;
  }
  const ended = draft.decided_at ?? draft.updated_at;
  return (
    <div className="flex flex-wrap items-start justify-between gap-2 pb-1">
      <details className="min-w-0 flex-1 text-xs text-quiet">
        <summary className="w-fit rounded-sm py-0.5">
          {t(`draft-done-${draft.state}`, { name })} · {ago(ended, now)}
        </summary>
        <div className="mt-1 grid gap-2 rounded-lg bg-inset p-2.5">
          <p dir="auto" className="spoken text-sm">
            {draft.text || t('draft-none')}
          </p>
          <Sources sources={draft.sources} />
        </div>
      </details>
      {again && <Redraft conversation={draft.conversation_id} quiet />}
    </div>
  );
}
