import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api, idempotencyKey, ok, once } from '~/api/client';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';

const PIN = /^\d{6}$/;

/** A verified number is registered with a PIN, which is its second factor from then on. It is kept nowhere here. */
export function Register({ channel }: { channel: string }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const register = useMutation({
    mutationFn: (key: string) => {
      const params = { path: { id: channel }, header: once(key) };
      return ok(api.POST('/channels/{id}/registration', { params, body: { pin } }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.channels }),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (PIN.test(pin) && !reason && !register.isPending) register.mutate(idempotencyKey());
  }
  const wrong = tried && !PIN.test(pin) ? t('ready-register-digits') : null;
  return (
    <form noValidate onSubmit={submit} className="grid max-w-sm gap-3 pt-1">
      <Field
        label={t('ready-register-pin')}
        help={t('ready-register-help')}
        type="password"
        inputMode="numeric"
        autoComplete="new-password"
        maxLength={6}
        dir="ltr"
        value={pin}
        error={wrong ?? (register.error ? said(register.error) : null)}
        onChange={(event) => setPin(event.target.value)}
      />
      <div>
        <Button type="submit" busy={register.isPending} disabledReason={reason}>
          {t('ready-register')}
        </Button>
      </div>
      <p role="status" className="text-sm text-quiet empty:hidden">
        {register.isSuccess && t('ready-registered')}
      </p>
    </form>
  );
}
