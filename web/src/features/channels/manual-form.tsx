import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { addByHand } from '~/api/manual-channel';
import { isProblem } from '~/api/problem';
import { keys } from '~/api/queries';
import type { Channel } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Card } from '~/ui/page';
import {
  FIELDS,
  type FieldName,
  fieldsOf,
  isOptional,
  type Kind,
  problemOf,
  type Typed,
  toChannel,
} from './manual';

const EMPTY = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Record<FieldName, string>;
const SECRET: ReadonlySet<FieldName> = new Set(['token', 'app_secret']);
const WORD: Record<FieldName, string> = {
  name: 'manual-name',
  display: 'manual-display',
  phone_number_id: 'manual-phone-id',
  waba_id: 'manual-waba',
  token: 'manual-token',
  app_id: 'manual-app-id',
  app_secret: 'manual-app-secret',
};

/** Where an Instagram account has another word. */
const OF_ACCOUNTS: Partial<Record<FieldName, string>> = { phone_number_id: 'manual-instagram-id' };

/** What is known of a number or account that was here before. */
const known = ({ name, display, phone_number_id, waba_id }: Channel) => ({
  name,
  display,
  phone_number_id: phone_number_id ?? '',
  waba_id: waba_id ?? '',
});

/** A WhatsApp number or an Instagram account by its ids and token. Secrets go one way. */
export function ManualForm({ again }: { again: Channel | undefined }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<Typed>(() => (again ? { ...EMPTY, ...known(again) } : EMPTY));
  const [kind, setKind] = useState<Kind>(again?.kind === 'instagram' ? 'instagram' : 'whatsapp');
  const [tried, setTried] = useState(false);
  const fields = fieldsOf(kind);
  const word = (name: FieldName) => (kind === 'instagram' && OF_ACCOUNTS[name]) || WORD[name];
  const add = useMutation({
    mutationFn: (key: string) => addByHand(toChannel(typed, kind), key),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.channels });
      await navigate({ to: '/settings/channels' });
    },
  });
  const refused = isProblem(add.error) ? add.error.problem.fields : undefined;
  function errorOf(name: FieldName): string | null {
    const problem = tried ? problemOf(name, typed) : null;
    if (problem) return t(problem === 'required' ? 'manual-required' : 'manual-digits');
    return refused?.find((one) => one.field === name)?.problem ?? null;
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    const wrong = fields.find((name) => problemOf(name, typed));
    if (wrong) form.current?.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus();
    else add.mutate(idempotencyKey());
  }
  return (
    <Card>
      <form ref={form} noValidate onSubmit={submit} className="grid max-w-xl gap-4">
        {add.error && <Notice tone="red" alert title={add.error.message} />}
        {!again && <Kinds kind={kind} onKind={setKind} />}
        {fields.map((name) => (
          <Field
            key={name}
            name={name}
            label={t(word(name))}
            note={isOptional(name) ? t('manual-optional') : undefined}
            type={SECRET.has(name) ? 'password' : 'text'}
            autoComplete={SECRET.has(name) ? 'new-password' : 'off'}
            spellCheck={false}
            dir={name === 'name' ? 'auto' : 'ltr'}
            help={SECRET.has(name) ? t(name === 'token' ? 'manual-token-help' : 'manual-secret-help') : null}
            value={typed[name]}
            error={errorOf(name)}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        ))}
        <div>
          <Button type="submit" variant="primary" busy={add.isPending}>
            {add.isPending ? t('manual-submitting') : t('manual-submit')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Kinds({ kind, onKind }: { kind: Kind; onKind: (kind: Kind) => void }) {
  const { t } = useL10n();
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
      <legend className="mb-1 text-sm font-medium">{t('manual-kind')}</legend>
      {(['whatsapp', 'instagram'] as const).map((one) => (
        <label key={one} className="flex min-h-11 items-center gap-2">
          <input
            type="radio"
            name="kind"
            value={one}
            checked={kind === one}
            onChange={() => onKind(one)}
            className="size-4.5 accent-(--color-accent)"
          />
          {t(`manual-kind-${one}`)}
        </label>
      ))}
    </fieldset>
  );
}
