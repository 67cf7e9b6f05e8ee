import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { apiKeysQuery, type KeyScope } from '~/api/account';
import { makeApiKey } from '~/api/api-keys';
import { useCan } from '~/features/session/me';
import { ProblemNotice } from '~/features/session/problem-notice';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { RadioCards } from '~/ui/choice';
import { CopyBox } from '~/ui/copy-box';
import { Dialog } from '~/ui/dialog';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';

/** What the key is for and what it may do; then the key, once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const owns = useCan()('owners');
  const [scope, setScope] = useState<KeyScope>('read');
  const [empty, setEmpty] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const make = useMutation({
    mutationFn: makeApiKey,
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const value = name.current?.value.trim() ?? '';
    setEmpty(value === '');
    if (value === '') name.current?.focus();
    else make.mutate({ name: value, scopes: [scope] });
  }
  const scopes: readonly KeyScope[] = owns ? ['read', 'send', 'manage'] : ['read', 'send'];
  return (
    <Dialog open onClose={onClose} title={t('apikey-make')}>
      {make.data ? (
        <Made value={make.data.key} onClose={onClose} />
      ) : (
        <form onSubmit={submit} noValidate className="grid gap-5 p-5">
          {make.error && <ProblemNotice error={make.error} />}
          <Field
            ref={name}
            label={t('apikey-name')}
            help={t('apikey-name-help')}
            name="key-name"
            autoComplete="off"
            error={empty ? t('apikey-name-missing') : null}
          />
          <RadioCards
            title={t('apikey-scope-title')}
            options={scopes.map((id) => ({
              id,
              text: t(`apikey-scope-name-${id}`),
              help: t(`apikey-scope-help-${id}`),
            }))}
            chosen={scope}
            onChoose={setScope}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{t('app-cancel')}</Button>
            <Button type="submit" variant="primary" busy={make.isPending}>
              {t('apikey-make')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function Made({ value, onClose }: { value: string | null; onClose: () => void }) {
  const { t } = useL10n();
  return (
    <div className="grid gap-4 p-5">
      <Notice tone="amber" title={t('apikey-once')}>
        {t('apikey-once-text')}
      </Notice>
      {value && <CopyBox label={t('apikey-key')} value={value} />}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          {t('apikey-done')}
        </Button>
      </div>
    </div>
  );
}
