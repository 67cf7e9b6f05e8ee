import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, FileCheck2 } from 'lucide-react';
import { evidencePageQuery } from '~/api/evidence';
import { messageEvidenceQuery } from '~/api/queries';
import { Entries } from '~/features/evidence/entries';
import { ExportButton } from '~/features/evidence/export-button';
import { FileBox } from '~/features/evidence/file-box';
import { Filters } from '~/features/evidence/filters';
import { Pager } from '~/features/evidence/pager';
import { isFiltered } from '~/features/evidence/search';
import { VerifyBox } from '~/features/evidence/verify';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Card, Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

export function EvidenceRoute() {
  const { t, number } = useL10n();
  const search = useSearch({ from: '/desk/evidence' });
  const page = useQuery(evidencePageQuery(search));
  const entries = page.data?.items ?? [];
  const ofConversation = search.conversation !== undefined;
  return (
    <Page
      title={ofConversation ? t('evidence-conversation-title') : t('evidence-title')}
      lead={t('evidence-lead')}
    >
      <VerifyBox shown={entries}>
        <ExportButton />
      </VerifyBox>
      <Card
        title={t('evidence-list')}
        aside={page.data && t('evidence-head', { seq: number(page.data.head.seq) })}
      >
        <div className="grid gap-5">
          <Filters search={search} />
          {page.isPending ? (
            <Bones />
          ) : !page.data ? (
            <Failure error={page.error} retry={() => void page.refetch()} />
          ) : entries.length === 0 ? (
            <Nothing filtered={isFiltered(search)} />
          ) : (
            <div aria-busy={page.isPlaceholderData}>
              <Entries entries={entries.toReversed()} links />
              <Pager
                search={search}
                first={entries[0]?.seq ?? 0}
                last={entries.at(-1)?.seq ?? 0}
                newer={search.after === undefined ? search.before !== undefined : page.data.more}
                older={search.after === undefined ? page.data.more : true}
              />
            </div>
          )}
        </div>
      </Card>
      <FileBox />
    </Page>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { t } = useL10n();
  return (
    <Empty
      icon={<FileCheck2 size={22} aria-hidden="true" />}
      title={t(filtered ? 'evidence-filter-empty-title' : 'evidence-empty-title')}
      action={
        filtered && (
          <Link to="/evidence" search={{}} className={buttonClass()}>
            {t('evidence-filters-clear')}
          </Link>
        )
      }
    >
      {filtered ? t('evidence-filter-empty') : t('evidence-empty')}
    </Empty>
  );
}

export function MessageEvidenceRoute() {
  const { t } = useL10n();
  const { messageId } = useParams({ from: '/desk/evidence/$messageId' });
  const query = useQuery(messageEvidenceQuery(messageId));
  const conversation = query.data?.items.find((entry) => entry.conversation_id)?.conversation_id;
  return (
    <Page
      title={t('evidence-message-title')}
      actions={
        <>
          {conversation && (
            <Link to="/evidence" search={{ conversation }} className={buttonClass('quiet')}>
              {t('evidence-of-conversation')}
            </Link>
          )}
          <Link to="/evidence" search={{}} className={buttonClass('quiet')}>
            <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
            {t('evidence-of-chain')}
          </Link>
        </>
      }
    >
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.data.items.length === 0 ? (
        <Empty title={t('evidence-empty-title')} action={null}>
          {t('evidence-message-empty')}
        </Empty>
      ) : (
        <>
          <VerifyBox shown={query.data.items}>
            <ExportButton />
          </VerifyBox>
          <Card>
            <Entries entries={query.data.items} links={false} />
          </Card>
        </>
      )}
    </Page>
  );
}
