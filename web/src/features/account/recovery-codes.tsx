import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { useL10n } from '~/l10n/words';
import { announce } from '~/lib/announce';
import { save } from '~/lib/save';
import { Button } from '~/ui/button';
import { Dialog } from '~/ui/dialog';
import { Notice } from '~/ui/notice';

/** Ten ways in without the app, shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useL10n();
  const [copied, setCopied] = useState(false);
  const text = codes.join('\n');
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(t('app-copied'));
  }
  return (
    <Dialog open onClose={onDone} title={t('recovery-title')}>
      <div className="grid gap-4 p-5">
        <Notice tone="amber" title={t('recovery-once')}>
          {t('recovery-text')}
        </Notice>
        <ul className="grid grid-cols-1 gap-2 rounded-xl bg-inset p-4 font-mono text-sm sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => void copy()}>
            {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
            {t(copied ? 'app-copied' : 'app-copy')}
          </Button>
          <Button
            onClick={() => save(new Blob([`${text}\n`], { type: 'text/plain' }), 'loket-recovery-codes.txt')}
          >
            <Download size={15} aria-hidden="true" />
            {t('recovery-save')}
          </Button>
          <Button variant="primary" onClick={onDone}>
            {t('recovery-done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
