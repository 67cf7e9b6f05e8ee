import { useState } from 'react';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { useAuthorize } from './connections';
import { Refusal } from './refusal';

/** A new connection: its name, then Meta’s own dialog. */
export function NewForm({ onCancel }: { onCancel?: () => void }) {
  const { t } = useL10n();
  const reason = useReason()('channels');
  const [name, setName] = useState('');
  const leave = useAuthorize();
  const leaving = leave.isPending || leave.isSuccess;
  return (
    <form
      className="grid max-w-xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !leaving && !reason) leave.mutate({ name: name.trim() });
      }}
    >
      <div className="grid gap-1">
        <h2 className="font-semibold">{t('appconn-new')}</h2>
        <p className="text-sm text-quiet">{t('appconn-new-text')}</p>
      </div>
      <Field
        label={t('appconn-name')}
        help={t('appconn-name-help')}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.target.value)}
      />
      {leave.error && <Refusal error={leave.error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          busy={leaving}
          disabledReason={reason ?? (name.trim() ? null : t('appconn-name-missing'))}
        >
          {t(leaving ? 'appconn-opening' : 'appconn-authorize')}
        </Button>
        {onCancel && <Button onClick={onCancel}>{t('app-cancel')}</Button>}
      </div>
    </form>
  );
}
