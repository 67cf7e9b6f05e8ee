import { type Ref, useEffect, useRef } from 'react';
import { useL10n } from '~/l10n/words';
import { Field } from '~/ui/field';

/** The code of an authenticator app, or a recovery code. It comes when it is wanted, and takes the focus. */
export function CodeField({ ref }: { ref: Ref<HTMLInputElement> }) {
  const { t } = useL10n();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <div ref={box}>
      <Field
        ref={ref}
        label={t('login-code')}
        help={t('login-code-help')}
        name="code"
        inputMode="text"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
      />
    </div>
  );
}
