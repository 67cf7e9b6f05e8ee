import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Braces } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { knowledgeQuery } from '~/api/queries';
import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { Catalogue } from '~/features/knowledge/catalogue';
import { rowsOf } from '~/features/knowledge/model';
import { KNOWLEDGE_TABS, type KnowledgeTab } from '~/features/knowledge/tabs';
import { type Place, useUnsavedCounts } from '~/features/knowledge/unsaved';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { later } from '~/ui/later';
import { Page } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { Tabs } from '~/ui/tabs';

const Policies = later(async () => (await import('~/features/knowledge/policies')).Policies, <Bones />);
const Answers = later(async () => (await import('~/features/knowledge/answers')).Answers, <Bones />);
const Hours = later(async () => (await import('~/features/knowledge/hours')).Hours, <Bones />);
const TryIt = later(async () => (await import('~/features/knowledge/try-it')).TryIt, <Bones />);
const Versions = later(async () => (await import('~/features/knowledge/versions')).Versions, <Bones />);
const KnowledgeEditor = later(
  async () => (await import('~/features/knowledge/editor')).KnowledgeEditor,
  <Bones />,
);

export function KnowledgeRoute() {
  const { t } = useL10n();
  const query = useQuery(knowledgeQuery);
  const reason = useReason()('knowledge');
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={t('knowledge-title')}
      wide
      lead={<Lead knowledge={query.data} />}
      actions={
        query.data &&
        !editing && (
          <Button onClick={() => setEditing(true)} disabledReason={reason}>
            <Braces size={15} aria-hidden="true" />
            {t('knowledge-edit')}
          </Button>
        )
      }
    >
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : editing ? (
        <KnowledgeEditor knowledge={query.data} onClose={() => setEditing(false)} />
      ) : (
        <Parts knowledge={query.data} may={reason === null} />
      )}
    </Page>
  );
}

function Parts({ knowledge, may }: { knowledge: Knowledge; may: boolean }) {
  const { t, number } = useL10n();
  const navigate = useNavigate();
  const tab: KnowledgeTab = useSearch({ strict: false }).tab ?? 'catalogue';
  const go = (next: KnowledgeTab) =>
    void navigate({ to: '/knowledge', search: next === 'catalogue' ? {} : { tab: next }, replace: true });
  const document: KnowledgeDocument = knowledge.document;
  const count = (part: 'items' | 'policies' | 'answers') => number(rowsOf(document, part).length);
  const counts = { catalogue: count('items'), policies: count('policies'), answers: count('answers') };
  const unsaved = useUnsavedCounts();
  useSayLeft(unsaved('items', 'policies', 'answers', 'promo', 'hours'));
  const quiet = (id: KnowledgeTab) => {
    const left = unsaved(...PLACES[id]);
    const parts = [
      counts[id as keyof typeof counts],
      left > 0 && t('knowledge-tab-unsaved', { count: left }),
    ];
    return parts.filter(Boolean).join(' · ') || undefined;
  };
  return (
    <Tabs
      label={t('knowledge-title')}
      tabs={KNOWLEDGE_TABS.map((id) => ({ id, text: t(`knowledge-tab-${id}`), count: quiet(id) }))}
      chosen={tab}
      onChoose={go}
    >
      <Panel tab={tab} knowledge={knowledge} may={may} go={go} />
    </Tabs>
  );
}

/** Where a tab's edits are. */
const PLACES: Record<KnowledgeTab, Place[]> = {
  catalogue: ['items'],
  policies: ['policies'],
  answers: ['answers'],
  hours: ['hours', 'promo'],
  try: [],
  versions: [],
};

/** Whoever goes to another page hears that edits wait here. */
function useSayLeft(count: number): void {
  const { t } = useL10n();
  const left = useRef({ count, t });
  useEffect(() => {
    left.current = { count, t };
  }, [count, t]);
  useEffect(
    () => () => {
      const { count, t } = left.current;
      if (count > 0 && !location.pathname.startsWith('/knowledge')) toast(t('knowledge-left', { count }));
    },
    [],
  );
}

interface PanelProps {
  tab: KnowledgeTab;
  knowledge: Knowledge;
  may: boolean;
  go: (tab: KnowledgeTab) => void;
}

function Panel({ tab, knowledge, may, go }: PanelProps) {
  switch (tab) {
    case 'catalogue':
      return <Catalogue knowledge={knowledge} may={may} />;
    case 'policies':
      return <Policies knowledge={knowledge} may={may} />;
    case 'answers':
      return <Answers knowledge={knowledge} may={may} />;
    case 'hours':
      return <Hours knowledge={knowledge} may={may} />;
    case 'try':
      return <TryIt onAdd={() => go('answers')} />;
    case 'versions':
      return <Versions knowledge={knowledge} />;
  }
}

function Lead({ knowledge }: { knowledge: Knowledge | undefined }) {
  const { t, ago } = useL10n();
  const now = useNow();
  return (
    <>
      {t('knowledge-lead')}
      {knowledge?.updated_at && (
        <span className="block text-xs">
          {t('knowledge-version', { version: knowledge.version, when: ago(knowledge.updated_at, now) })}
        </span>
      )}
    </>
  );
}
