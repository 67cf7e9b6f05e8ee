import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { accountQuery } from '~/api/account';
import { turnCodesOn } from '~/api/security';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { CopyBox } from '~/ui/copy-box';
import { Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { QrCode } from './qr-code';
import { RecoveryCodes } from './recovery-codes';

interface Props {
  proposed: { secret: string; address: string };
  onClose: () => void;
}

/** The picture for the app, its first code, and then the recovery codes. */
export function CodesSetup({ proposed, onClose }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const code = useRef<HTMLInputElement>(null);
  const turnOn = useMutation({
    mutationFn: turnCodesOn,
  });
  function done(): void {
    void client.invalidateQueries({ queryKey: accountQuery.queryKey });
    onClose();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    turnOn.mutate({ code: code.current?.value ?? '' });
  }
  if (turnOn.data) return <RecoveryCodes codes={turnOn.data.recovery_codes} onDone={done} />;
  return (
    <Dialog open onClose={onClose} title={t('codes-title')}>
      <form onSubmit={submit} noValidate className="grid gap-5 p-5">
        <ol className="grid list-decimal gap-5 ps-5">
          <li>
            <p>{t('codes-scan')}</p>
            <div className="mt-3 grid gap-4 sm:grid-cols-[auto_minmax(0,1fr)] sm:items-center">
              <QrCode text={proposed.address} label={t('codes-picture')} />
              <CopyBox label={t('codes-secret')} value={proposed.secret} />
            </div>
          </li>
          <li>
            <p className="mb-3">{t('codes-enter')}</p>
            <Field
              ref={code}
              label={t('codes-code')}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
            />
          </li>
        </ol>
        {turnOn.error && <ProblemNotice error={turnOn.error} />}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('app-cancel')}</Button>
          <Button type="submit" variant="primary" busy={turnOn.isPending}>
            {t('codes-go')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
