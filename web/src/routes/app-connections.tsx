import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Plug } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { finishConnection } from '~/api/app-connections';
import { idempotencyKey } from '~/api/client';
import { keys } from '~/api/queries';
import { connectionsQuery } from '~/features/app-connections/connections';
import { NewForm } from '~/features/app-connections/new-form';
import { Refusal } from '~/features/app-connections/refusal';
import { ConnectionRow } from '~/features/app-connections/row';
import { Followed } from '~/features/connect/followed';
import { Turning } from '~/features/connect/rows';
import { type Came, cameWith } from '~/features/instagram/came';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button, buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Card, Page } from '~/ui/page';
import { Bones, Empty, Failure, Forbidden } from '~/ui/states';

const HERE = '/settings/channels/app-connections';

/** What people permitted at Meta, and the way to another permission. Meta leads back here. */
export function AppConnectionsRoute() {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const search = useSearch({ from: '/desk/settings/channels/app-connections' });
  // What came stands in the address for a moment only, and is brought to the server once.
  const [came, setCame] = useState(() => cameWith(search));
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    if (came.kind !== 'nothing') void navigate({ to: HERE, search: {}, replace: true });
  }, [came, navigate]);
  return (
    <Page
      title={t('appconn-title')}
      lead={t('appconn-lead')}
      actions={
        <>
          <Link to="/settings/channels" className={buttonClass('quiet', 'max-sm:-ms-3.5')}>
            <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
            {t('appconn-back')}
          </Link>
          {!reason && (
            <Button variant="primary" onClick={() => setAdding(true)}>
              {`+ ${t('appconn-new')}`}
            </Button>
          )}
        </>
      }
    >
      {reason ? (
        <Forbidden why={reason} />
      ) : (
        <>
          {adding && (
            <Card>
              <NewForm onCancel={() => setAdding(false)} />
            </Card>
          )}
          <List came={came} onBrought={() => setCame({ kind: 'nothing' })} />
        </>
      )}
    </Page>
  );
}

function List({ came, onBrought }: { came: Came; onBrought: () => void }) {
  const { t } = useL10n();
  const query = useQuery(connectionsQuery);
  const [open, setOpen] = useState<string | null>(null);
  const [signup, setSignup] = useState<string | null>(null);
  const rows = query.data?.items ?? [];
  return (
    <>
      <Arrived
        came={came}
        onFound={(id) => {
          setOpen(id);
          onBrought();
        }}
      />
      {signup && (
        <Card>
          <Followed id={signup} onUndone={() => setSignup(null)} />
        </Card>
      )}
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : rows.length === 0 && came.kind === 'nothing' ? (
        <Empty icon={<Plug size={22} aria-hidden="true" />} title={t('appconn-empty')} action={null}>
          {t('appconn-empty-text')}
        </Empty>
      ) : (
        rows.map((one) => (
          <ConnectionRow
            key={one.id}
            connection={one}
            open={open === one.id}
            onOpen={(wanted) => setOpen(wanted ? one.id : null)}
            onConnected={(id) => {
              setSignup(id);
              setOpen(null);
            }}
          />
        ))
      )}
    </>
  );
}

function Arrived({ came, onFound }: { came: Came; onFound: (id: string) => void }) {
  const { t } = useL10n();
  switch (came.kind) {
    case 'code':
      return <Bring state={came.state} code={came.code} onFound={onFound} />;
    case 'cancelled':
      return (
        <Notice tone="amber" alert title={t('appconn-cancelled')}>
          {t('appconn-nothing')}
        </Notice>
      );
    case 'denied':
      return (
        <Notice tone="red" alert title={t('appconn-reported')}>
          <p dir="auto">{came.words}</p>
          <p>{t('appconn-nothing')}</p>
        </Notice>
      );
    case 'nothing':
      return null;
  }
}

interface Bringing {
  state: string;
  code: string;
  onFound: (id: string) => void;
}

function Bring({ state, code, onFound }: Bringing) {
  const { t } = useL10n();
  const client = useQueryClient();
  const brought = useRef(false);
  const finish = useMutation({
    mutationFn: (key: string) => finishConnection(state, code, key),
    onSuccess: async (found) => {
      await client.invalidateQueries({ queryKey: keys.channels });
      onFound(found.status === 'pending' ? found.id : '');
    },
  });
  const { mutate } = finish;
  useEffect(() => {
    if (brought.current) return;
    brought.current = true;
    mutate(idempotencyKey());
  }, [mutate]);
  return finish.error ? (
    <Refusal error={finish.error} />
  ) : (
    <p role="status" className="flex items-center gap-2.5 text-sm font-medium">
      <Turning />
      {t('appconn-asking')}
    </p>
  );
}
