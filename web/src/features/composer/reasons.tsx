import type { Reason } from '~/api/types';
import { refusalWords } from '~/features/thread/refusal-words';
import { useL10n } from '~/l10n/words';

/** Every reason of a refusal, in words. */
export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const l10n = useL10n();
  return (
    <ul className="grid gap-1">
      {reasons.map((reason) => {
        const words = refusalWords(l10n, reason);
        return (
          <li key={reason.code}>
            <strong className="font-semibold">{words.title}.</strong> {words.hint}
          </li>
        );
      })}
    </ul>
  );
}
