import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, Quote } from 'lucide-react';
import { useState } from 'react';
import { sourcesQuery, usesQuery } from '~/api/knowledge';
import { ofTable } from '~/l10n/of-table';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { TextButton } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Explained } from '~/ui/explained';
import { Bones, Failure } from '~/ui/states';

/** Whether a source can be found for an answer, and where it was used. */
export function SourceState({ source, pending = false }: { source: string; pending?: boolean }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const sources = useQuery(sourcesQuery).data;
  const [open, setOpen] = useState(false);
  if (pending) return <span className="text-xs text-amber">{t('knowledge-not-saved')}</span>;
  if (!sources) return null;
  const problems = sources.problems.filter((one) => one.source === source);
  const failed = problems.some((one) => one.failed);
  const used = sources.used.find((one) => one.source === source);
  const Icon = failed ? CircleAlert : problems.length > 0 ? Quote : CircleCheck;
  const key = failed ? 'knowledge-failed' : problems.length > 0 ? 'knowledge-quoted' : 'knowledge-indexed';
  const [why] = problems;
  const stands = (
    <span
      className={`inline-flex items-center gap-1 ${failed ? 'text-red' : why ? 'text-amber' : 'text-accent'}`}
    >
      <Icon size={13} aria-hidden="true" />
      {t(key)}
    </span>
  );
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-quiet">
      {why ? <Explained text={ofTable(why.detail)}>{stands}</Explained> : stands}
      {used ? (
        <TextButton onClick={() => setOpen(true)}>
          {t('knowledge-used', { drafts: used.drafts, sent: used.sent, when: ago(used.last_at, now) })}
        </TextButton>
      ) : (
        <span>{t('knowledge-unused')}</span>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={t('knowledge-uses-title')} side>
        {open && <Uses source={source} />}
      </Dialog>
    </span>
  );
}

function Uses({ source }: { source: string }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const query = useQuery(usesQuery(source));
  if (query.isPending) return <Bones rows={3} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return (
    <ul className="divide-y divide-line">
      {query.data.items.map((use) => (
        <li key={use.draft_id} className="grid gap-1 px-5 py-3 text-sm">
          <Link
            to="/inbox/$conversationId"
            params={{ conversationId: use.conversation_id }}
            className="font-medium text-accent underline underline-offset-2"
          >
            {use.contact ?? t('knowledge-somebody')}
          </Link>
          <p dir="auto" className="spoken line-clamp-3 text-quiet">
            {use.text || t('knowledge-no-text')}
          </p>
          <p className="text-xs text-quiet">
            {t(`draft-state-${use.state}`)} · {t('knowledge-from-version', { version: use.version })} ·{' '}
            {ago(use.at, now)}
          </p>
        </li>
      ))}
    </ul>
  );
}
