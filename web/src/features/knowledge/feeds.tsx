import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteFeed, fetchFeed } from '~/api/feeds';
import { jobsKey } from '~/api/jobs';
import { type Feed, feedsQuery } from '~/api/knowledge';
import { said } from '~/api/problem';
import { JobRow } from '~/features/jobs/job-row';
import { isActive } from '~/features/jobs/look';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button } from '~/ui/button';
import { Confirm, Dialog } from '~/ui/dialog';
import { Bones, Failure } from '~/ui/states';
import { FeedForm } from './feed-form';

/** Addresses that the catalogue is fetched from, each with how its last fetch went. */
export function Feeds({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const query = useQuery({
    ...feedsQuery,
    refetchInterval: (q) =>
      q.state.data?.items.some((feed) => feed.last && isActive(feed.last)) ? 1000 : false,
  });
  const [adding, setAdding] = useState(false);
  return (
    <Dialog open onClose={onClose} title={t('knowledge-feeds-title')} wide>
      <div className="grid gap-4 p-5">
        <p className="text-sm text-quiet">{t('knowledge-feeds-lead')}</p>
        {query.isPending ? (
          <Bones rows={2} />
        ) : !query.data ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <ul className="grid gap-3">
            {query.data.items.map((feed) => (
              <li key={feed.id} className="rounded-xl border border-line p-4">
                <One feed={feed} />
              </li>
            ))}
          </ul>
        )}
        {adding || query.data?.items.length === 0 ? (
          <FeedForm onDone={() => setAdding(false)} />
        ) : (
          <div>
            <Button onClick={() => setAdding(true)}>{t('knowledge-feed-add')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function One({ feed }: { feed: Feed }) {
  const { t, ago } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const read = () => {
    void client.invalidateQueries({ queryKey: feedsQuery.queryKey });
    void client.invalidateQueries({ queryKey: jobsKey });
  };
  const fetchNow = useMutation({
    mutationFn: () => fetchFeed(feed.id),
    onSuccess: read,
  });
  const remove = useMutation({
    mutationFn: () => deleteFeed(feed.id),
    onSuccess: read,
  });
  if (editing) return <FeedForm feed={feed} onDone={() => setEditing(false)} />;
  const error = fetchNow.error ?? remove.error;
  return (
    <div className="grid gap-3">
      <div>
        <p dir="ltr" className="text-start font-medium break-all">
          {feed.url}
        </p>
        <p className="text-xs text-quiet">
          {feed.active ? t('knowledge-feed-every', { minutes: feed.every_minutes }) : t('knowledge-feed-off')}{' '}
          ·{' '}
          {feed.last_good_at
            ? t('knowledge-feed-good', { when: ago(feed.last_good_at, now) })
            : t('knowledge-feed-never')}
        </p>
      </div>
      {feed.last && <JobRow job={feed.last} />}
      <div className="flex flex-wrap gap-2">
        <Button busy={fetchNow.isPending} onClick={() => fetchNow.mutate()}>
          <RefreshCw size={15} aria-hidden="true" />
          {t('knowledge-feed-now')}
        </Button>
        <Button onClick={() => setEditing(true)}>{t('knowledge-change')}</Button>
        <Button onClick={() => setAsking(true)}>
          <Trash2 size={15} aria-hidden="true" />
          {t('knowledge-remove')}
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-sm text-red">
          {said(error)}
        </p>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('knowledge-feed-remove-title')}
        action={t('knowledge-remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        {t('knowledge-feed-remove')}
      </Confirm>
    </div>
  );
}
