import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { askForName } from '~/api/number';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { RegisterNumber } from '~/features/whatsapp/number-steps';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Fact } from '~/ui/fact';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';

/** As Meta says; the server says the same. */
const SHORTEST = 2;
const LONGEST = 75;

/** The name customers see, where it stands, and another one that was asked for. */
export function NameCard({ channel }: { channel: Channel }) {
  const { t, known } = useL10n();
  const { verified_name: name, name_status: status, new_name: other } = channel.facts;
  return (
    <Card title={t('name-title')}>
      <div className="grid gap-5">
        <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
          <Fact name={t('name-shown')}>
            <bdi>{name ?? t('name-untold')}</bdi>
          </Fact>
          <Fact name={t('name-status')}>
            {status ? (known(`name-status-${status}`) ?? status) : t('name-untold')}
          </Fact>
        </dl>
        {other && <NewName channel={channel} />}
        {other?.state !== 'in_review' && <Wish channel={channel} />}
      </div>
    </Card>
  );
}

/** What became of a name that was asked for, and what to do about it. */
function NewName({ channel }: { channel: Channel }) {
  const { t, known, appointment } = useL10n();
  const other = channel.facts.new_name;
  if (!other) return null;
  const reason = other.reason && (known(`name-reason-${other.reason}`) ?? other.reason);
  const look = { in_review: 'info', to_register: 'amber', declined: 'red', expired: 'amber' } as const;
  return (
    <Notice tone={look[other.state]} title={t(`name-new-${other.state}`, { name: other.name })}>
      {other.state === 'declined' && reason ? t('name-declined-because', { reason }) : null}
      {t(`name-new-${other.state}-more`, { when: other.until ? appointment(other.until) : '' })}
      {other.state === 'to_register' && (
        <div className="mt-3 text-text">
          <RegisterNumber channel={channel.id} again />
        </div>
      )}
    </Notice>
  );
}

function Wish({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  // Kept while the same is asked again: Meta counts wishes.
  const key = useRef(idempotencyKey());
  const ask = useMutation({
    mutationFn: () => askForName(channel.id, name.trim(), key.current),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.channels });
      key.current = idempotencyKey();
      setName('');
      setTried(false);
      toast(t('name-asked'));
    },
  });
  const length = [...name.trim()].length;
  const wrong =
    length < SHORTEST || length > LONGEST
      ? t('name-wrong-length')
      : name.trim() === channel.facts.verified_name
        ? t('name-wrong-same')
        : null;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!wrong && !ask.isPending) ask.mutate();
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-md gap-3">
      <Field
        label={t('name-wish')}
        note={t('profile-count', { count: length, most: LONGEST })}
        help={t('name-wish-help')}
        value={name}
        readOnly={reason !== null}
        error={(tried || length > LONGEST) && wrong ? wrong : ask.error ? said(ask.error) : null}
        onChange={(event) => {
          setName(event.target.value);
          key.current = idempotencyKey();
          ask.reset();
        }}
      />
      <div>
        <Button type="submit" busy={ask.isPending} disabledReason={reason}>
          {t('name-ask')}
        </Button>
      </div>
    </form>
  );
}
