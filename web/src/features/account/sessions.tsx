import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Laptop, Smartphone } from 'lucide-react';
import { type Session, sessionsQuery } from '~/api/account';
import { endOtherSessions, endSession } from '~/api/security';
import { useL10n } from '~/l10n/words';
import { device } from '~/lib/device';
import { useNow } from '~/lib/now';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';

/** Where one is signed in. */
export function Sessions() {
  const { t } = useL10n();
  const client = useQueryClient();
  const query = useQuery(sessionsQuery);
  const others = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: ({ ended }) => toast(t('sessions-ended', { count: ended })),
    onSettled: () => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  const items = query.data?.items ?? [];
  return (
    <Card title={t('sessions-title')}>
      <div className="grid gap-3">
        {query.isPending ? (
          <Bones rows={2} />
        ) : query.error ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <ul className="divide-y divide-line">
            {items.map((one) => (
              <Row key={one.id} session={one} />
            ))}
          </ul>
        )}
        {items.length > 1 && (
          <div>
            <Button variant="danger" busy={others.isPending} onClick={() => others.mutate()}>
              {t('sessions-others')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Row({ session }: { session: Session }) {
  const { t, ago, brief, moment } = useL10n();
  const now = useNow();
  const client = useQueryClient();
  const { browser, system, phone } = device(session.user_agent);
  const Icon = phone ? Smartphone : Laptop;
  const name = [browser, system].filter(Boolean).join(', ') || t('sessions-unknown');
  const end = useMutation({
    mutationFn: () => endSession(session.id),
    onError: (error) => toast(error.message, { tone: 'red' }),
    onSettled: () => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <li className="flex flex-wrap items-center gap-3 py-3 first:pt-0">
      <Icon size={18} aria-hidden="true" className="shrink-0 text-quiet" />
      <div className="min-w-0 flex-1 basis-40 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {session.current && <Chip tone="accent">{t('sessions-current')}</Chip>}
        </p>
        <p className="text-quiet" title={moment(session.created_at)}>
          {t('sessions-about', { seen: ago(session.seen_at, now), began: brief(session.created_at, now) })}
        </p>
      </div>
      {!session.current && (
        <Button
          busy={end.isPending}
          aria-label={t('sessions-end-name', { name })}
          onClick={() => end.mutate()}
        >
          {t('sessions-end')}
        </Button>
      )}
    </li>
  );
}
