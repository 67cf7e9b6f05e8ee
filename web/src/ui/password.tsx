import { Eye, EyeOff } from 'lucide-react';
import { type InputHTMLAttributes, type Ref, useId, useState } from 'react';
import { useL10n } from '~/l10n/words';
import { BOX } from './field';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'type'> {
  label: string;
  help?: string | undefined;
  error?: string | null | undefined;
  ref?: Ref<HTMLInputElement>;
}

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, help, error, ...input }: Props) {
  const { t } = useL10n();
  const id = useId();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={id}
          type={shown ? 'text' : 'password'}
          className={`${BOX} pe-12`}
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={Boolean(error) || undefined}
          aria-describedby={help || error ? `${id}-about` : undefined}
        />
        <button
          type="button"
          aria-label={t('password-show')}
          aria-pressed={shown}
          title={t('password-show')}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-0 end-0 grid w-11 place-items-center rounded-lg text-quiet hover:text-text"
        >
          <Icon size={17} aria-hidden="true" />
        </button>
      </div>
      {(error || help) && (
        <p id={`${id}-about`} className={error ? 'text-sm text-red' : 'text-xs text-quiet'}>
          {error ?? help}
        </p>
      )}
    </div>
  );
}
