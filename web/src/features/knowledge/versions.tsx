import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Version, versionsQuery } from '~/api/knowledge';
import { restoreKnowledge } from '~/api/knowledge-restore';
import { said } from '~/api/problem';
import { knowledgeQuery } from '~/api/queries';
import type { Knowledge } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { type L10n, useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button, buttonClass } from '~/ui/button';
import { Confirm, Dialog } from '~/ui/dialog';
import { Card } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';
import { Differences } from './differences';

/** Every version: who made it, when, what it changed in words; any of them can be looked at and brought back. */
export function Versions({ knowledge }: { knowledge: Knowledge }) {
  const { t } = useL10n();
  const query = useInfiniteQuery(versionsQuery);
  if (query.isPending) return <Bones rows={5} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const all = query.data.pages.flatMap((page) => page.items);
  if (all.length === 0)
    return (
      <Empty
        title={t('knowledge-no-versions')}
        action={
          <Link to="/knowledge" search={{}} className={buttonClass('primary')}>
            {t('knowledge-tab-catalogue')}
          </Link>
        }
      >
        {t('knowledge-no-versions-why')}
      </Empty>
    );
  return (
    <Card title={t('knowledge-versions')}>
      <ol className="grid divide-y divide-line">
        {all.map((one) => (
          <Line key={one.version} one={one} present={knowledge.version} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('knowledge-earlier')}
        </Button>
      )}
    </Card>
  );
}

function Line({ one, present }: { one: Version; present: number }) {
  const reason = useReason()('knowledge');
  const l10n = useL10n();
  const { t, ago, moment } = l10n;
  const now = useNow();
  const client = useQueryClient();
  const [box, setBox] = useState<'compare' | 'restore' | null>(null);
  const restore = useMutation({
    mutationFn: () => restoreKnowledge(one.version),
    onSuccess: (fresh) => {
      client.setQueryData(knowledgeQuery.queryKey, fresh);
      void client.invalidateQueries({ queryKey: knowledgeQuery.queryKey });
      setBox(null);
      toast(t('knowledge-restored', { from: one.version, version: fresh.version }));
    },
  });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <div className="min-w-52 flex-1">
        <p className="font-medium">
          {t('knowledge-version-n', { version: one.version })}
          {one.version === present && (
            <span className="ms-2 text-xs text-accent">{t('knowledge-present')}</span>
          )}
        </p>
        <p className="text-sm">{inWords(one, l10n)}</p>
        <p title={moment(one.at)} className="text-xs text-quiet">
          {one.by_name ?? t('knowledge-by-program')} · {ago(one.at, now)}
        </p>
      </div>
      <Button onClick={() => setBox('compare')}>{t('knowledge-compare')}</Button>
      {one.version !== present && (
        <Button disabledReason={reason} onClick={() => setBox('restore')}>
          {t('knowledge-restore')}
        </Button>
      )}
      {box === 'compare' && (
        <Dialog
          open
          onClose={() => setBox(null)}
          title={t('knowledge-version-n', { version: one.version })}
          wide
          read
        >
          <Differences from={one.version - 1} to={one.version} />
        </Dialog>
      )}
      <Confirm
        open={box === 'restore'}
        onClose={() => setBox(null)}
        title={t('knowledge-restore-title', { version: one.version })}
        action={t('knowledge-restore')}
        busy={restore.isPending}
        onConfirm={() => restore.mutate()}
      >
        {t('knowledge-restore-what')}
        {restore.error && <span className="block text-red">{said(restore.error)}</span>}
      </Confirm>
    </li>
  );
}

interface PartChange {
  added: number;
  changed: number;
  removed: number;
  names: string[];
}

/** What a version changed, in a sentence. */
function inWords(one: Version, { t }: L10n): string {
  const parts = Object.entries(one.parts as Record<string, PartChange>);
  const said = parts.flatMap(([part, change]) =>
    (['added', 'changed', 'removed'] as const)
      .filter((op) => change[op] > 0)
      .map((op) => t(`knowledge-change-${op}`, { count: change[op], what: t(`knowledge-${part}`) })),
  );
  const names = parts.flatMap(([, change]) => change.names).slice(0, 3);
  const why = one.cause
    ? t(`knowledge-cause-${one.cause}`, { label: one.label ?? '', from: one.restored ?? 0 })
    : '';
  const what = said.length > 0 ? `${said.join(', ')}${names.length > 0 ? ` (${names.join(', ')})` : ''}` : '';
  const settings =
    one.settings.length > 0 ? t('knowledge-change-settings', { names: one.settings.join(', ') }) : '';
  return [why, what, settings].filter(Boolean).join(' · ') || t('knowledge-change-unknown');
}
