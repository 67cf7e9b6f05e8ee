import { Send } from 'lucide-react';
import { useState } from 'react';
import type { Draft } from '~/api/types';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Confirm } from '~/ui/dialog';
import { checkWords } from './check-words';
import type { useDecide } from './use-decide';

interface Props {
  draft: Draft;
  decide: ReturnType<typeof useDecide>;
}

/** What the check holds goes only after its doubts were read once more, and only by those who may. */
export function SendAnyway({ draft, decide }: Props) {
  const l10n = useL10n();
  const { t } = l10n;
  const reason = useReason()('override');
  // The version one reads, while a colleague may make another: only what was read is let go.
  const [asked, setAsked] = useState<Draft | null>(null);
  const read = asked ?? draft;
  const busy = decide.isPending;
  return (
    <>
      <Button busy={busy} disabledReason={reason} onClick={() => setAsked(draft)}>
        <Send size={14} aria-hidden="true" />
        {busy ? t('draft-approving') : t('draft-send-anyway')}
      </Button>
      <Confirm
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={t('draft-anyway-title')}
        action={t('draft-send-anyway')}
        busy={busy}
        onConfirm={() => {
          setAsked(null);
          decide.mutate({ act: 'approve', override: true, version: read.version });
        }}
      >
        <blockquote dir="auto" className="spoken border-s-2 border-amber-line ps-2.5 text-text">
          {read.text}
        </blockquote>
        <ul className="mt-3 grid list-disc gap-1 ps-5 text-sm">
          {read.check.reasons.map((one) => {
            const { title, detail } = checkWords(l10n, one, read.text);
            return (
              <li key={`${one.code} ${one.start}`}>
                <strong className="font-semibold text-text">{title}.</strong> {detail}
              </li>
            );
          })}
        </ul>
        <p className="mt-3 text-sm">{t('draft-anyway-text')}</p>
      </Confirm>
    </>
  );
}
