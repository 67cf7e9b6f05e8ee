import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { confirmLogin, forgetLogin } from '~/api/logins';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { Heading } from '~/features/connect/rows';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { useAddress } from '~/lib/use-address';
import { initials } from '~/ui/avatar';
import { Button } from '~/ui/button';
import { Chip } from '~/ui/chip';
import { Notice } from '~/ui/notice';
import { type FoundAccount, isOver, loginPictureQuery, useSignIn } from './logins';

interface Props {
  account: FoundAccount;
  onConfirmed: (signup: string) => void;
  /** The sign-in is over: it waited too long, or somebody else ended it. */
  onOver: (why: Error) => void;
}

/** The account that somebody signed in to: is it the right one? */
export function Found({ account, onConfirmed, onOver }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const leave = useSignIn();
  const confirm = useMutation({
    mutationFn: (key: string) => confirmLogin(account.id, key),
    onSuccess: (signup) => onConfirmed(signup.id),
    onError: (error) => isOver(error) && onOver(error),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  const other = useMutation({
    mutationFn: () =>
      forgetLogin(account.id).catch((error) => {
        // Gone is what was wished.
        if (!isOver(error)) throw error;
      }),
    onSuccess: () => {
      // The page is left; it is not asked for what is gone.
      void client.invalidateQueries({ queryKey: keys.channels, refetchType: 'none' });
      leave.mutate(true);
    },
  });
  const refused = confirm.error ?? other.error ?? leave.error;
  const leaving = other.isPending || leave.isPending || leave.isSuccess;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <div className="grid max-w-xl gap-1">
        <Heading>{t('connect-unconfirmed')}</Heading>
        <p className="text-sm text-quiet">{t('instagram-question-text')}</p>
      </div>
      <Account account={account} />
      {account.channel_id && <Notice title={t('instagram-known')} />}
      {refused && (
        <p role="alert" className="text-sm text-red">
          {said(refused)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={confirm.isPending}
          disabledReason={reason}
          onClick={() => confirm.mutate(idempotencyKey())}
        >
          {t(confirm.isPending ? 'connect-working' : 'instagram-confirm')}
        </Button>
        <Button busy={leaving} disabledReason={reason} onClick={() => other.mutate()}>
          {t(leaving ? 'instagram-opening' : 'instagram-other')}
        </Button>
      </div>
    </div>
  );
}

function Account({ account }: Pick<Props, 'account'>) {
  const { t, known } = useL10n();
  const handle = account.username ? `@${account.username}` : account.account_id;
  const more = [
    account.media_count != null && t('instagram-posts', { count: account.media_count }),
    account.account_type && known(`instagram-type-${account.account_type}`),
  ].filter(Boolean);
  return (
    <div className="flex items-center gap-4 rounded-xl border border-line px-4 py-3.5">
      <Picture account={account} handle={handle} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="text-lg font-semibold wrap-anywhere">{handle}</bdi>
          {account.simulated && <Chip tone="amber">{t('channel-simulated')}</Chip>}
        </p>
        {account.name && (
          <p className="wrap-anywhere">
            <bdi>{account.name}</bdi>
          </p>
        )}
        <p className="text-sm text-quiet">{more.join(' · ')}</p>
        <p className="text-xs text-quiet">
          {t('instagram-id')} <bdi className="tabular-nums wrap-anywhere">{account.account_id}</bdi>
        </p>
      </div>
    </div>
  );
}

function Picture({ account, handle }: Pick<Props, 'account'> & { handle: string }) {
  const { t } = useL10n();
  const [failed, setFailed] = useState(false);
  const file = useQuery({ ...loginPictureQuery(account.id), enabled: account.has_picture });
  const picture = useAddress(file.data);
  const look = 'grid size-16 shrink-0 place-items-center overflow-hidden rounded-full bg-inset';
  return picture && !failed ? (
    <img
      src={picture}
      alt={t('instagram-picture', { name: handle })}
      onError={() => setFailed(true)}
      className={`${look} object-cover`}
    />
  ) : (
    <span aria-hidden="true" className={`${look} text-lg font-semibold text-quiet`}>
      {initials(account.name ?? account.username ?? '')}
    </span>
  );
}
