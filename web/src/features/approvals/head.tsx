import { Link } from '@tanstack/react-router';
import { CheckCheck, Settings2 } from 'lucide-react';
import { useIntentWords } from '~/features/drafts/intent-words';
import { useL10n } from '~/l10n/words';
import { useNow } from '~/lib/now';
import { Button, TextButton } from '~/ui/button';
import { Toggle } from '~/ui/chip';
import { ButtonKey } from '~/ui/kbd';
import { summary } from './queue';
import { type QueueSearch, readQueue, SHOWS } from './search';
import { channels, intents, type Kind, sift } from './sift';
import type { QueueRow, useQueue } from './use-queue';

interface Props {
  queue: ReturnType<typeof useQueue>;
  search: QueueSearch;
  onSearch: (search: QueueSearch) => void;
  /** What can be approved together now. */
  together: readonly QueueRow[];
  onTogether: () => void;
}

/** How much waits, what of it is shown, and what can be done with it at once. */
export function Head({ queue, search, onSearch, together, onTogether }: Props) {
  const { t, number } = useL10n();
  const intentWords = useIntentWords();
  const { open } = queue;
  const kinds = intents(open);
  const places = channels(open);
  // What is chosen says which draft one looks at, so it goes when the view changes.
  const change = (next: { [K in keyof QueueSearch]: QueueSearch[K] | undefined }) => {
    const { draft: _, ...rest } = { ...search, ...next };
    onSearch(readQueue(rest));
  };
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-b border-line pt-3.5 pb-2.5">
      <div className="flex items-start gap-2 px-3.5">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-bold tracking-tight">{t('approvals-title')}</h1>
          <Summary queue={queue} />
        </div>
        <Link
          to="/settings/channels"
          aria-label={t('approvals-auto-settings')}
          title={t('approvals-auto-settings')}
          className="grid size-9 shrink-0 place-items-center rounded-lg text-quiet hover:bg-hover hover:text-text touch:size-11"
        >
          <Settings2 size={18} aria-hidden="true" />
        </Link>
      </div>
      <fieldset className="fade-end flex min-w-0 gap-1.5 overflow-x-auto px-3.5 pb-0.5 [scrollbar-width:none]">
        <legend className="sr-only">{t('approvals-filter')}</legend>
        <Toggle pressed={!search.show} onClick={() => change({ show: undefined })}>
          {t('approvals-filter-open')}
        </Toggle>
        {SHOWS.map((show) => {
          const count = sift(open, { show }).length;
          return (
            <Toggle key={show} pressed={search.show === show} onClick={() => change({ show })}>
              {t(`approvals-filter-${show}`)}
              {count > 0 && <span className="text-xs tabular-nums">{number(count)}</span>}
            </Toggle>
          );
        })}
      </fieldset>
      {(kinds.length > 1 || places.length > 1 || search.intent || search.channel) && (
        <div className="flex gap-2 px-3.5">
          <Pick
            label={t('approvals-intent')}
            every={t('approvals-intent-all')}
            kinds={kinds.map((one) => ({ ...one, name: intentWords(one.id) }))}
            chosen={search.intent}
            onChoose={(intent) => change({ intent })}
          />
          <Pick
            label={t('approvals-channel')}
            every={t('approvals-channel-all')}
            kinds={places}
            chosen={search.channel}
            onChoose={(channel) => change({ channel })}
          />
        </div>
      )}
      {together.length > 1 && (
        <div className="px-3.5">
          <Button wide onClick={onTogether}>
            <CheckCheck size={15} aria-hidden="true" />
            {t('approvals-together', {
              count: together.length,
              intent: intentWords(together[0]?.draft.intent ?? ''),
            })}
            <ButtonKey keys="Shift+a" />
          </Button>
        </div>
      )}
    </header>
  );
}

function Summary({ queue }: Pick<Props, 'queue'>) {
  const { t, span } = useL10n();
  const { count, oldestMs, closingSoon } = summary(queue.open, useNow());
  const parts = [
    t('approvals-summary', { count }),
    oldestMs !== null ? t('approvals-oldest', { age: span(oldestMs) }) : null,
    closingSoon > 0 ? t('approvals-closing', { count: closingSoon }) : null,
  ].filter((part) => part !== null);
  return (
    <p className="text-xs text-quiet">
      {queue.whole ? (
        parts.join(' · ')
      ) : queue.list.isFetchNextPageError ? (
        <TextButton onClick={() => void queue.list.fetchNextPage()}>{t('app-try-again')}</TextButton>
      ) : (
        !queue.list.isError && t('app-loading')
      )}
    </p>
  );
}

interface PickProps {
  label: string;
  every: string;
  kinds: readonly Kind[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** One of the kinds there are, in the browser's own list. What was chosen stays to be let go of, though none is left. */
function Pick({ label, every, kinds, chosen, onChoose }: PickProps) {
  const { number } = useL10n();
  const shown = kinds.some((one) => one.id === chosen) || !chosen ? kinds : [...kinds, gone(chosen)];
  if (shown.length < 2 && !chosen) return null;
  return (
    <select
      aria-label={label}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.target.value || undefined)}
      className={`min-h-8 min-w-0 flex-1 rounded-full border bg-panel px-2.5 text-sm touch:min-h-11 ${chosen ? 'border-accent font-medium text-accent' : 'border-line text-quiet'}`}
    >
      <option value="">{every}</option>
      {shown.map((one) => (
        <option key={one.id} value={one.id}>
          {one.count > 0 ? `${one.name} · ${number(one.count)}` : one.name}
        </option>
      ))}
    </select>
  );
}

const gone = (id: string): Kind => ({ id, name: id, count: 0 });
