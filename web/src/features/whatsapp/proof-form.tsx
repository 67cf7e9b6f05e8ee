import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { idempotencyKey } from '~/api/client';
import { isProblem, said } from '~/api/problem';
import { beginProof } from '~/api/proof';
import { keys, templatesQuery } from '~/api/queries';
import type { Channel, Template } from '~/api/types-admin';
import { type Filled, missing, sendable, slots, values } from '~/features/composer/template';
import { TemplateMessage } from '~/features/composer/template-message';
import { inChosen } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';
import { Bones, Failure } from '~/ui/states';
import { Agreed } from './agreed';

/** A test needs no file: templates with one at their head are sent from the inbox. */
const simple = (one: Template) => sendable(one) && one.header.format !== 'media';

interface Props {
  channel: Channel;
  onClose: () => void;
}

/** Which template, to which phone, and why that person may be written to. */
export function ProofForm({ channel, onClose }: Props) {
  const { t } = useL10n();
  const query = useQuery(templatesQuery(channel.id));
  if (query.isPending) return <Bones />;
  if (!query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const all = query.data.items.filter(simple);
  if (all.length === 0) {
    return (
      <Notice tone="amber" title={t('proof-no-template')}>
        {t('proof-no-template-more')}
      </Notice>
    );
  }
  return <Form channel={channel} templates={all} onClose={onClose} />;
}

function Form({ channel, templates, onClose }: Props & { templates: readonly Template[] }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(templates[0]?.id ?? '');
  const template = templates.find((one) => one.id === chosen) ?? templates[0];
  const [filled, setFilled] = useState<Filled>({});
  const [phone, setPhone] = useState('');
  const [looked, setLooked] = useState('');
  const [agreed, setAgreed] = useState('');
  const [tried, setTried] = useState(false);
  // The same test asked for again after a lost answer sends nothing twice.
  const last = useRef({ asked: '', key: '' });
  const begin = useMutation({
    mutationFn: (one: Template) => {
      const template = { name: one.name, language: one.language, values: values(one, filled) };
      const body = { template, phone, agreed: agreed.trim() || null };
      const asked = JSON.stringify(body);
      if (last.current.asked !== asked) last.current = { asked, key: idempotencyKey() };
      return beginProof(channel.id, body, last.current.key);
    },
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: keys.contacts });
      await client.invalidateQueries({ queryKey: keys.channels });
      onClose();
    },
  });
  if (!template) return null;
  const empty = missing(template, filled);
  const refused = isProblem(begin.error) ? begin.error.problem : null;
  const of = (field: string) => refused?.fields?.find((one) => one.field === field)?.problem ?? null;
  const reasons = refused?.reasons ?? [];
  const elsewhere = begin.error && reasons.length === 0 && !of('phone') && !of('agreed');
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (template && !empty && phone.trim() && !begin.isPending) begin.mutate(template);
  }
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <SelectField
        label={t('proof-template')}
        options={templates.map((one) => ({ id: one.id, text: `${one.name} · ${one.language}` }))}
        chosen={template.id}
        onChoose={(id) => {
          setChosen(id);
          setFilled({});
        }}
      />
      {slots(template).map((slot) => (
        <Field
          key={slot.id}
          label={t('proof-value', { name: slot.part === 'button' ? slot.name : `{{${slot.name}}}` })}
          dir="auto"
          value={filled[slot.id] ?? ''}
          error={tried && !filled[slot.id]?.trim() ? t('proof-value-missing') : null}
          onChange={(event) => setFilled({ ...filled, [slot.id]: event.target.value })}
        />
      ))}
      <div role="note" aria-label={t('proof-words')} className="rounded-xl border border-line bg-inset p-3">
        <TemplateMessage template={template} filled={filled} />
      </div>
      <Field
        label={t('proof-phone')}
        help={t('proof-phone-help')}
        type="tel"
        dir="ltr"
        autoComplete="tel"
        placeholder="+62 812 3456 7890"
        value={phone}
        error={of('phone') ?? (tried && !phone.trim() ? t('proof-phone-missing') : null)}
        onBlur={() => setLooked(phone)}
        onChange={(event) => {
          setPhone(event.target.value);
          begin.reset();
        }}
      />
      <Agreed
        phone={looked}
        value={agreed}
        error={of('agreed')}
        onChange={(words) => {
          setAgreed(words);
          begin.reset();
        }}
      />
      {reasons.length > 0 && (
        <Notice tone="red" title={t('proof-refused')} alert>
          <ul className="grid gap-1">
            {reasons.map((one) => (
              <li key={one.code}>
                <strong className="font-semibold">{inChosen(`refusal-${one.code}`) ?? one.title}.</strong>{' '}
                {inChosen(`refusal-${one.code}.hint`) ?? one.hint}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {elsewhere && (
        <p role="alert" className="text-sm text-red">
          {said(begin.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={begin.isPending}>
          {t('proof-send')}
        </Button>
        <Button onClick={onClose}>{t('app-cancel')}</Button>
      </div>
    </form>
  );
}
