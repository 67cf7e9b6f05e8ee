import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, Download, FileCheck2 } from 'lucide-react';
import { file } from '~/api/client';
import { evidenceQuery, messageEvidenceQuery } from '~/api/queries';
import { Entries } from '~/features/evidence/entries';
import { FileBox } from '~/features/evidence/file-box';
import { VerifyBox } from '~/features/evidence/verify';
import { useCan, useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { save } from '~/lib/save';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Card, Page } from '~/ui/page';
import { Bones, Empty, Failure } from '~/ui/states';

export function EvidenceRoute() {
  const { t, number } = useL10n();
  const list = useInfiniteQuery(evidenceQuery);
  const entries = list.data?.pages.toReversed().flatMap((page) => page.items) ?? [];
  const head = list.data?.pages[0]?.head;
  return (
    <Page title={t('evidence-title')} lead={t('evidence-lead')}>
      {list.isPending ? (
        <Bones />
      ) : !list.data ? (
        <Failure error={list.error} retry={() => void list.refetch()} />
      ) : entries.length === 0 ? (
        <Empty
          icon={<FileCheck2 size={22} aria-hidden="true" />}
          title={t('evidence-empty-title')}
          action={null}
        >
          {t('evidence-empty')}
        </Empty>
      ) : (
        <>
          <VerifyBox shown={entries}>
            <ExportButton />
          </VerifyBox>
          <Card title={t('evidence-list')} aside={head && t('evidence-head', { seq: number(head.seq) })}>
            <Entries entries={entries.toReversed()} links />
            {list.hasNextPage && (
              <div className="mt-5 flex justify-center">
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {list.isFetchingNextPage ? t('app-loading') : t('evidence-more')}
                </Button>
              </div>
            )}
          </Card>
          <FileBox />
        </>
      )}
    </Page>
  );
}

function ExportButton() {
  const { t } = useL10n();
  const may = useCan()('export');
  const workspace = useWorkspace();
  const out = useMutation({
    mutationFn: () => file('/evidence/export'),
    onSuccess: (contents) => save(contents, `evidence-${workspace?.id ?? ''}.jsonl`),
  });
  return (
    <>
      <Button
        busy={out.isPending}
        disabledReason={may ? null : t('evidence-export-owner')}
        onClick={() => out.mutate()}
      >
        <Download size={16} aria-hidden="true" />
        {t('evidence-export')}
      </Button>
      {out.error && <Notice tone="red" alert title={out.error.message} />}
    </>
  );
}

export function MessageEvidenceRoute() {
  const { t } = useL10n();
  const { messageId } = useParams({ from: '/desk/evidence/$messageId' });
  const query = useQuery(messageEvidenceQuery(messageId));
  return (
    <Page
      title={t('evidence-message-title')}
      actions={
        <Link to="/evidence" className={buttonClass('quiet')}>
          <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('evidence-of-chain')}
        </Link>
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
          <VerifyBox shown={query.data.items} />
          <Card>
            <Entries entries={query.data.items} links={false} />
          </Card>
        </>
      )}
    </Page>
  );
}
