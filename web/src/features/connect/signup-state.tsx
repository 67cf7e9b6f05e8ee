import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { retrySignup, undoSignup } from '~/api/signups';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Confirm } from '~/ui/dialog';
import { Numbers } from './numbers';
import { Heading, Rows } from './rows';
import { type Signup, signupQuery } from './signups';
import { Unconfirmed } from './unconfirmed';

interface Props {
  signup: Signup;
  onUndone?: () => void;
  /** It took the place of what had the focus. */
  focus?: boolean;
}

/** A sign-up that is not ready yet: how far it is, and what can be done about it. */
export function SignupState({ signup, onUndone, focus = false }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const title = t(`connect-${signup.state}`);
  const retry = useMutation({
    mutationFn: (key: string) => retrySignup(signup.id, key),
    onSuccess: (fresh) => client.setQueryData(signupQuery(signup.id).queryKey, fresh),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {focus ? <Heading>{title}</Heading> : <h2 className="font-semibold">{title}</h2>}
        {signup.simulated && <Chip tone="amber">{t('channel-simulated')}</Chip>}
        <p className="basis-full text-sm text-quiet">
          {signup.display ? (
            <bdi>{signup.display}</bdi>
          ) : (
            `${t(signup.kind === 'instagram' ? 'instagram-id' : 'channel-waba')} ${signup.waba_id}`
          )}
        </p>
      </div>
      <Rows steps={signup.steps} simulated={signup.simulated} />
      {signup.state === 'no_number' && <Numbers signup={signup} />}
      {signup.state === 'unconfirmed' && <Unconfirmed signup={signup} />}
      {retry.error && (
        <p role="alert" className="text-sm text-red">
          {said(retry.error)}
        </p>
      )}
      {signup.state !== 'working' && signup.state !== 'unconfirmed' && (
        <div className="flex flex-wrap gap-2">
          {signup.state === 'failed' && (
            <Button
              variant="primary"
              busy={retry.isPending}
              disabledReason={reason}
              onClick={() => retry.mutate(idempotencyKey())}
            >
              {t('app-try-again')}
            </Button>
          )}
          <Undo signup={signup} onUndone={onUndone} />
        </div>
      )}
    </div>
  );
}

function Undo({ signup, onUndone }: Pick<Props, 'signup'> & { onUndone: (() => void) | undefined }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => undoSignup(signup.id),
    onSuccess: async () => {
      toast(t('connect-undone'));
      onUndone?.();
      client.removeQueries({ queryKey: signupQuery(signup.id).queryKey });
      await client.invalidateQueries({ queryKey: keys.channels });
    },
  });
  return (
    <>
      <Button variant="danger" disabledReason={reason} onClick={() => setAsking(true)}>
        {t('connect-undo')}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('connect-undo-title')}
        action={t('connect-undo')}
        busy={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate()}
      >
        <ul className="grid list-disc gap-1 ps-5">
          <li>{t('connect-undo-token')}</li>
          <li>{t('connect-undo-events')}</li>
          <li>{t('connect-undo-number')}</li>
        </ul>
        <p className="mt-3">{t('connect-undo-stays')}</p>
      </Confirm>
    </>
  );
}
