import type { Waiting } from '~/api/outbox';
import { goesByItself, take } from '~/api/outbox';
import { useResume } from '~/features/composer/use-send';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { TextButton } from '~/ui/button';
import { Spoken } from '~/ui/spoken';
import { Frame } from './bubble';
import { refusalWords } from './refusal-words';
import { TickIcon } from './ticks';

/** A message on its way to the server, or stopped there. Nothing typed is ever lost. */
export function OutboxRow({ entry }: { entry: Waiting }) {
  const l10n = useL10n();
  const { t, time } = l10n;
  const resume = useResume();
  useNow();
  const at = new Date(entry.at).toISOString();
  return (
    <li id={`m-${entry.key}`} data-line tabIndex={-1} className="flex flex-row-reverse pt-3">
      <Frame own last>
        <Spoken text={entry.words} />
        <p className="mt-0.5 flex items-center justify-end gap-1.5 text-xs leading-5 text-quiet tabular-nums">
          <time dateTime={at}>{time(at)}</time>
          <TickIcon state={entry.state === 'sending' ? 'sending' : 'failed'} simulated={false} />
        </p>
        {entry.state !== 'sending' && (
          <div role="alert" className="mt-1 grid gap-1 border-t border-red-line pt-1.5 pb-1 text-sm text-red">
            {entry.state === 'unreachable' ? (
              <p>{t(goesByItself(entry, Date.now()) ? 'fail-unreachable' : 'fail-unreachable-old')}</p>
            ) : entry.reasons.length > 0 ? (
              entry.reasons.map((reason) => {
                const words = refusalWords(l10n, reason);
                return (
                  <p key={reason.code}>
                    <strong className="font-semibold">{words.title}.</strong> {words.hint}
                  </p>
                );
              })
            ) : (
              <p>{entry.said ?? t('fail-server')}</p>
            )}
            <p className="flex gap-4">
              <TextButton onClick={() => void resume(entry)}>{t('fail-retry')}</TextButton>
              <TextButton onClick={() => take(entry.key)}>{t('composer-drop')}</TextButton>
            </p>
          </div>
        )}
      </Frame>
    </li>
  );
}
