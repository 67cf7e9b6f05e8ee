import { useQuery } from '@tanstack/react-query';
import { phoneOwnerQuery } from '~/api/phone-owner';
import { useL10n } from '~/l10n/words';
import { Field } from '~/ui/field';
import { Notice } from '~/ui/notice';

interface Props {
  /** Whose consent it is about, as it was typed. */
  phone: string;
  value: string;
  error: string | null;
  onChange: (words: string) => void;
}

/** Where whoever has the phone agreed: what is recorded of it, or room to say it. */
export function Agreed({ phone, value, error, onChange }: Props) {
  const { t } = useL10n();
  const found = useQuery(phoneOwnerQuery(phone.replace(/\D/g, ''))).data?.items ?? [];
  const person = found.length === 1 ? found[0] : undefined;
  switch (person?.consent) {
    case 'opted_in':
      return (
        <Notice title={t('proof-agreed-known', { name: person.name })}>{t('proof-agreed-enough')}</Notice>
      );
    case 'opted_out':
      return (
        <Notice tone="amber" title={t('proof-agreed-stopped', { name: person.name })}>
          {t('proof-agreed-start')}
        </Notice>
      );
    default:
      return (
        <Field
          label={t('proof-agreed')}
          help={`${person ? `${t('proof-agreed-none', { name: person.name })} ` : ''}${t('proof-agreed-help')}`}
          placeholder={t('proof-agreed-example')}
          maxLength={200}
          value={value}
          error={error}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
