import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { Button } from './button';

/** A value to be copied exactly. */
export function CopyBox({ label, value }: { label: string; value: string }) {
  const { t } = useL10n();
  const [copied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    announce(t('app-copied'));
  }
  return (
    <div className="grid gap-1">
      <p className="text-sm font-medium">{label}</p>
      <div className="flex flex-wrap items-center gap-2 sm:flex-nowrap">
        <code
          dir="ltr"
          className="min-w-0 grow basis-full rounded-lg bg-inset px-3 py-2 font-mono text-sm break-all"
        >
          {value}
        </code>
        <Button aria-label={`${t('app-copy')}: ${label}`} onClick={() => void copy()}>
          {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
          {copied ? t('app-copied') : t('app-copy')}
        </Button>
      </div>
    </div>
  );
}
