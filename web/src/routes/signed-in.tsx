import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { finishLogin } from '~/api/logins';
import { isProblem } from '~/api/problem';
import { keys } from '~/api/queries';
import { Followed } from '~/features/connect/followed';
import { Turning } from '~/features/connect/rows';
import { signupQuery } from '~/features/connect/signups';
import { type Came, cameWith } from '~/features/instagram/came';
import { Found } from '~/features/instagram/found';
import { isOver, loginQuery } from '~/features/instagram/logins';
import { SignInButton } from '~/features/instagram/sign-in-button';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { buttonClass } from '~/ui/button';
import { Notice } from '~/ui/notice';
import { Card, Page } from '~/ui/page';
import { Bones, Failure, Forbidden } from '~/ui/states';

const HERE = '/settings/channels/instagram';

/** Where Instagram leads back to: whose account it is, and whether it is the right one. */
export function SignedInRoute() {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const search = useSearch({ from: '/desk/settings/channels/instagram' });
  // What came stands in the address for a moment only, and is brought to the server once.
  const [came] = useState(() => cameWith(search));
  const navigate = useNavigate();
  const [signup, setSignup] = useState<string | null>(null);
  const show = (login: string) => void navigate({ to: HERE, search: { login }, replace: true });
  useEffect(() => {
    if (came.kind !== 'nothing') void navigate({ to: HERE, search: {}, replace: true });
  }, [came, navigate]);
  return (
    <Page
      title={t('instagram-title')}
      actions={
        <Link to="/settings/channels" className={buttonClass('quiet', 'max-sm:-ms-3.5')}>
          <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('instagram-back')}
        </Link>
      }
    >
      {reason ? (
        <Forbidden why={reason} />
      ) : (
        <Card>
          {signup ? (
            <Followed id={signup} onUndone={() => void navigate({ to: '/settings/channels' })} />
          ) : search.login ? (
            <Look id={search.login} onConfirmed={setSignup} />
          ) : (
            <Arrived came={came} onFound={show} />
          )}
        </Card>
      )}
    </Page>
  );
}

function Arrived({ came, onFound }: { came: Came; onFound: (login: string) => void }) {
  const { t } = useL10n();
  switch (came.kind) {
    case 'code':
      return <Bring state={came.state} code={came.code} onFound={onFound} />;
    case 'cancelled':
      return (
        <Ended>
          <Notice tone="amber" alert title={t('instagram-cancelled')}>
            {t('instagram-nothing')}
          </Notice>
        </Ended>
      );
    case 'denied':
      return (
        <Ended>
          <Notice tone="red" alert title={t('instagram-reported')}>
            <p dir="auto">{came.words}</p>
            <p>{t('instagram-nothing')}</p>
          </Notice>
        </Ended>
      );
    case 'nothing':
      return (
        <Ended>
          <Notice title={t('instagram-empty')}>{t('instagram-nothing')}</Notice>
        </Ended>
      );
  }
}

interface Bringing {
  state: string;
  code: string;
  onFound: (login: string) => void;
}

function Bring({ state, code, onFound }: Bringing) {
  const { t } = useL10n();
  const client = useQueryClient();
  const brought = useRef(false);
  const finish = useMutation({
    mutationFn: (key: string) => finishLogin(state, code, key),
    onSuccess: (found) => {
      client.setQueryData(loginQuery(found.id).queryKey, found);
      void client.invalidateQueries({ queryKey: keys.channels, refetchType: 'none' });
      onFound(found.id);
    },
  });
  const { mutate } = finish;
  useEffect(() => {
    if (brought.current) return;
    brought.current = true;
    mutate(idempotencyKey());
  }, [mutate]);
  return finish.error ? (
    <Refused error={finish.error} />
  ) : (
    <p role="status" className="flex items-center gap-2.5 text-sm font-medium">
      <Turning />
      {t('instagram-asking')}
    </p>
  );
}

function Look({ id, onConfirmed }: { id: string; onConfirmed: (signup: string) => void }) {
  const query = useQuery({ ...loginQuery(id), staleTime: 60_000 });
  const [over, setOver] = useState<Error | null>(null);
  if (query.isPending) return <Bones rows={3} />;
  const error = over ?? query.error;
  if (error && isOver(error)) return <Past id={id} error={error} />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Found account={query.data} onConfirmed={onConfirmed} onOver={setOver} />;
}

/** It may have been confirmed before: then it is shown how far that is. */
function Past({ id, error }: { id: string; error: Error }) {
  const navigate = useNavigate();
  const query = useQuery({ ...signupQuery(id), retry: false });
  if (query.isPending) return <Bones rows={3} />;
  if (query.error && !isOver(query.error))
    return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Refused error={error} />;
  return <Followed id={id} onUndone={() => void navigate({ to: '/settings/channels' })} />;
}

/** Nothing is kept of a sign-in that was refused; one begins anew. */
function Refused({ error }: { error: Error }) {
  const { t } = useL10n();
  const problem = isProblem(error) ? error.problem : null;
  const gone = problem?.status === 404;
  const values = problem?.fields?.map((field) => field.problem) ?? [];
  const [title, ...more] = gone
    ? [t('instagram-empty'), t('instagram-nothing')]
    : [...values, ...(values.length > 0 ? [] : [problem?.title ?? error.message]), problem?.hint].filter(
        Boolean,
      );
  return (
    <Ended>
      <Notice tone={gone ? 'info' : 'red'} alert title={title ?? error.message}>
        {more.map((text) => (
          <p key={text} className="wrap-anywhere">
            {text}
          </p>
        ))}
      </Notice>
    </Ended>
  );
}

function Ended({ children }: { children: ReactNode }) {
  const { t } = useL10n();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {children}
      <SignInButton label={t('instagram-start-again')} />
    </div>
  );
}
