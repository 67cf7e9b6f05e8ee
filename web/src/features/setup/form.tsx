import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useCallback, useRef } from 'react';
import type { HouseReady } from '~/api/account';
import { sessionQuery } from '~/api/queries';
import { finishSetup } from '~/api/setup';
import { EntryError } from '~/features/session/entry-error';
import { useL10n } from '~/l10n/words';
import type { Way } from '~/routes/setup';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { PasswordField } from '~/ui/password';
import { Checks } from './checks';
import { MetaFields } from './meta-fields';

interface Props {
  token: string;
  way: Way;
  onBack: () => void;
  onReady: (ready: HouseReady) => void;
}

const said = (form: HTMLFormElement | null, name: string) =>
  String((form && new FormData(form).get(name)) ?? '').trim();

/** Whose the house is, and for a real app what Meta knows it by. */
export function SetupForm({ token, way, onBack, onReady }: Props) {
  const { t } = useL10n();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const meta = way === 'meta';
  const publicUrl = useCallback(
    () => (meta ? said(form.current, 'public_url') || location.origin : null),
    [meta],
  );
  const finish = useMutation({
    mutationFn: () => {
      const read = (name: string) => said(form.current, name);
      const password = String((form.current && new FormData(form.current).get('password')) ?? '');
      const app = {
        business: read('business'),
        app_id: read('app_id'),
        app_secret: read('app_secret'),
        public_url: read('public_url'),
      };
      const owner = { token, email: read('email'), name: read('name'), password };
      return finishSetup({ ...owner, meta: meta ? app : null });
    },
    onSuccess: (ready) => {
      client.setQueryData(sessionQuery.queryKey, ready.me);
      onReady(ready);
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    finish.mutate();
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-5">
      <div className="-ms-3.5 -mt-3">
        <Button variant="quiet" onClick={onBack}>
          <ArrowLeft size={15} aria-hidden="true" className="rtl:-scale-x-100" />
          {t('app-back')}
        </Button>
      </div>
      {meta && <MetaFields />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('setup-name')} name="name" autoComplete="name" />
        <Field label={t('setup-email')} name="email" type="email" autoComplete="username" />
      </div>
      <PasswordField
        label={t('setup-password')}
        help={t('password-help')}
        name="password"
        autoComplete="new-password"
      />
      <Checks token={token} publicUrl={publicUrl} />
      {finish.error && (
        <EntryError key={finish.submittedAt} error={finish.error} since={finish.submittedAt} />
      )}
      <Button type="submit" variant="primary" wide busy={finish.isPending}>
        {finish.isPending ? t('setup-finishing') : t(meta ? 'setup-finish-meta' : 'setup-finish')}
      </Button>
    </form>
  );
}
