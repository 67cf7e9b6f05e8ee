import type { Draft } from '~/api/types';
import { useL10n } from '~/l10n/words';
import { checkWords } from './check-words';
import { segments } from './look';

/** The words of a draft; what the check doubts is underlined and its reason stands below. */
export function DraftText({ draft, faded }: { draft: Draft; faded: boolean }) {
  const doubts = draft.check.verdict === 'pass' ? [] : draft.check.reasons;
  const l10n = useL10n();
  let at = 0;
  return (
    <div dir="auto" className={`spoken max-h-[30dvh] overflow-y-auto ${faded ? 'text-quiet' : ''}`}>
      {segments(draft.text, doubts).map((piece) => {
        const key = at;
        at += piece.text.length;
        return piece.reason ? (
          <mark
            key={key}
            title={checkWords(l10n, piece.reason, draft.text).title}
            className="bg-transparent text-inherit underline decoration-amber decoration-wavy decoration-1 underline-offset-4"
          >
            {piece.text}
          </mark>
        ) : (
          <span key={key}>{piece.text}</span>
        );
      })}
    </div>
  );
}
