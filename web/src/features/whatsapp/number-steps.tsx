import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { said } from '~/api/problem';
import { keys } from '~/api/queries';
import { askForCode, type CodeMethod, giveCode, registerNumber } from '~/api/registration';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';

const SIX_DIGITS = /^\d{6}$/;

/** Registers a number that was proved, with the PIN that becomes its second factor. */
export function RegisterNumber({ channel, again = false }: { channel: string; again?: boolean }) {
  const { t } = useL10n();
  const [open, setOpen] = useState(false);
  const reason = useReason()('channels');
  if (!open) {
    return (
      <Button onClick={() => setOpen(true)} disabledReason={reason}>
        {t(again ? 'number-register-again' : 'ready-do-register_number')}
      </Button>
    );
  }
  return (
    <SixDigits
      label={t('number-pin')}
      help={t('number-pin-help')}
      action={t('number-register')}
      done={t('number-registered')}
      secret
      send={(pin, key) => registerNumber(channel, pin, key)}
    />
  );
}

/** Has a code sent to a number, and gives it back. */
export function VerifyNumber({ channel }: { channel: string }) {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const ask = useMutation({
    mutationFn: (method: CodeMethod) => askForCode(channel, method),
  });
  const way = (method: CodeMethod) => (
    <Button
      onClick={() => ask.mutate(method)}
      busy={ask.isPending && ask.variables === method}
      disabledReason={reason}
    >
      {t(`number-code-${method}`)}
    </Button>
  );
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {way('sms')}
        {way('voice')}
      </div>
      {ask.error && (
        <p role="alert" className="text-sm text-red">
          {said(ask.error)}
        </p>
      )}
      {ask.isSuccess && (
        <SixDigits
          label={t('number-code')}
          help={t(`number-code-${ask.variables}-help`)}
          action={t('number-verify')}
          done={t('number-verified')}
          send={(code, key) => giveCode(channel, code, key)}
        />
      )}
    </div>
  );
}

interface SixDigitsProps {
  label: string;
  help: string;
  action: string;
  /** Said once it is done. */
  done: string;
  secret?: boolean;
  send: (digits: string, key: string) => Promise<unknown>;
}

function SixDigits({ label, help, action, done, secret = false, send }: SixDigitsProps) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [digits, setDigits] = useState('');
  const [tried, setTried] = useState(false);
  const give = useMutation({
    mutationFn: () => send(digits.trim(), idempotencyKey()),
    onSuccess: () => {
      toast(done);
      void client.invalidateQueries({ queryKey: keys.channels });
    },
  });
  const wrong = tried && !SIX_DIGITS.test(digits.trim()) ? t('number-six-digits') : null;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (SIX_DIGITS.test(digits.trim())) give.mutate();
  }
  return (
    <form noValidate onSubmit={submit} className="grid max-w-sm gap-3">
      <Field
        label={label}
        help={help}
        type={secret ? 'password' : 'text'}
        inputMode="numeric"
        autoComplete={secret ? 'new-password' : 'one-time-code'}
        maxLength={12}
        dir="ltr"
        autoFocus
        value={digits}
        error={wrong ?? (give.error ? said(give.error) : null)}
        onChange={(event) => {
          setDigits(event.target.value);
          give.reset();
        }}
      />
      <div>
        <Button type="submit" variant="primary" busy={give.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
