import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { idempotencyKey } from '~/api/client';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { chooseNumber } from '~/api/signups';
import { useAbout, useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { AT_META } from '~/lib/at-meta';
import { Button, buttonClass } from '~/ui/button';
import { NoneOf } from '~/ui/states';
import { type Signup, type SignupNumber, signupNumbersQuery, signupQuery } from './signups';

/** The numbers of the account, as Meta has them now: one of them is chosen, or one is added there first. */
export function Numbers({ signup }: { signup: Signup }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const about = useAbout();
  const query = useQuery(signupNumbersQuery(signup.id));
  const choose = useMutation({
    mutationFn: ({ key, phone_number_id }: { key: string; phone_number_id: string }) =>
      chooseNumber(signup.id, phone_number_id, key),
    onSuccess: (fresh) => client.setQueryData(signupQuery(signup.id).queryKey, fresh),
    onSettled: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  // A simulated account has no place at the real Meta.
  const place = signup.simulated ? about.sandbox.console_url : AT_META.numbers;
  const numbers = query.data?.items ?? [];
  return (
    <div className="grid gap-3">
      <p className="text-sm text-quiet">{t('connect-numbers-text')}</p>
      {numbers.length > 0 ? (
        <ul className="divide-y divide-line rounded-xl border border-line" aria-label={t('connect-numbers')}>
          {numbers.map((one) => (
            <Row
              key={one.id}
              number={one}
              busy={choose.isPending && choose.variables.phone_number_id === one.id}
              reason={reason}
              onUse={() => choose.mutate({ key: idempotencyKey(), phone_number_id: one.id })}
            />
          ))}
        </ul>
      ) : (
        <NoneOf query={query}>
          <p className="rounded-xl border border-dashed border-line px-3.5 py-3 text-sm text-quiet">
            {t('connect-numbers-none')}
          </p>
        </NoneOf>
      )}
      {choose.error && (
        <p role="alert" className="text-sm text-red">
          {said(choose.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button busy={query.isFetching} onClick={() => void query.refetch()}>
          {t('connect-look-again')}
        </Button>
        {place && (
          <a href={place} target="_blank" rel="noopener" className={buttonClass('quiet')}>
            {t(signup.simulated ? 'connect-add-simulated' : 'connect-add-number')}
          </a>
        )}
      </div>
    </div>
  );
}

interface RowProps {
  number: SignupNumber;
  busy: boolean;
  reason: string | null;
  onUse: () => void;
}

function Row({ number, busy, reason, onUse }: RowProps) {
  const { t, known } = useL10n();
  const name = number.display ?? number.id;
  const state = number.status && (known(`connect-number-${number.status}`) ?? number.status);
  const more = [number.verified_name, state].filter(Boolean).join(' · ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-medium tabular-nums">
          <bdi>{name}</bdi>
        </p>
        {more && (
          <p className="text-sm text-quiet">
            <bdi>{more}</bdi>
          </p>
        )}
      </div>
      <Button busy={busy} disabledReason={reason} onClick={onUse} aria-label={`${t('connect-use')}: ${name}`}>
        {t('connect-use')}
      </Button>
    </li>
  );
}
