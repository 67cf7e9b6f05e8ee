import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { countsQuery } from '~/api/queries';
import type { Counts, View } from '~/api/types';
import type { SearchHint } from '~/api/types-inbox';
import { withWords } from '~/l10n/load';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';
import { Toggle } from '~/ui/chip';
import { later, laterOpened } from '~/ui/later';
import { useSeveralChannels } from './row-marks';
import { SearchBox } from './search-box';
import { AT_HAND, COUNTED, VIEWS } from './views';

const ViewBox = laterOpened(withWords(['boxes'], async () => (await import('./view-box')).ViewBox));
/** Only where there are several channels. */
const ChannelChips = later(
  withWords(['channel-chips'], async () => (await import('./channel-chips')).ChannelChips),
);

export function useCount(): (counts: Counts, view: View) => string {
  const { number } = useL10n();
  return (counts, view) => (counts[view] >= COUNTED ? `${number(COUNTED)}+` : number(counts[view]));
}

interface Props {
  view: View;
  q: string;
  hints: readonly SearchHint[];
}

export function ListHead({ view, q, hints }: Props) {
  const { t } = useL10n();
  const navigate = useNavigate({ from: '/inbox' });
  const counts = useQuery(countsQuery).data;
  const count = useCount();
  const several = useSeveralChannels();
  const change = (next: { view?: View; q?: string }) =>
    void navigate({
      to: '.',
      search: {
        ...((next.view ?? view) !== 'all' && { view: next.view ?? view }),
        ...((next.q ?? q) !== '' && { q: next.q ?? q }),
      },
      replace: true,
    });
  return (
    <header className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-b border-line pt-3.5 pb-2.5">
      <div className="flex items-baseline justify-between gap-2 px-3.5">
        <h1 className="text-lg font-bold tracking-tight">{t('inbox-title')}</h1>
        {counts && (
          <p className="text-xs text-quiet">
            {t('inbox-open', { count: counts.all, shown: count(counts, 'all') })}
          </p>
        )}
      </div>
      <SearchBox q={q} onSearch={(text) => change({ q: text })} />
      {hints.length > 0 && <Hints hints={hints} />}
      <div className="flex items-center gap-1 pe-3.5">
        <Views view={view} counts={counts} onView={(next) => change({ view: next })} />
        <More view={view} q={q} onChange={change} />
      </div>
      {several && <ChannelChips q={q} onSearch={(text) => change({ q: text })} />}
    </header>
  );
}

interface ViewsProps {
  view: View;
  counts: Counts | undefined;
  onView: (view: View) => void;
}

function Views({ view, counts, onView }: ViewsProps) {
  const { t } = useL10n();
  const count = useCount();
  const rest = VIEWS.indexOf(view) >= AT_HAND;
  const row = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const pressed = view && row.current?.querySelector('[aria-pressed=true]');
    if (pressed) void pressed.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [view]);
  return (
    <fieldset
      ref={row}
      className="fade-end flex min-w-0 flex-1 gap-1.5 overflow-x-auto ps-3.5 pe-6 pb-0.5 [scrollbar-width:none]"
    >
      <legend className="sr-only">{t('inbox-views')}</legend>
      {[...(rest ? [view] : []), ...VIEWS.slice(0, AT_HAND)].map((one) => (
        <Toggle key={one} pressed={one === view} onClick={() => onView(one)}>
          {t(`view-${one}`)}
          {one !== 'all' && counts && counts[one] > 0 && (
            <span className="text-xs tabular-nums">{count(counts, one)}</span>
          )}
        </Toggle>
      ))}
    </fieldset>
  );
}

interface MoreProps {
  view: View;
  q: string;
  onChange: (next: { view?: View; q?: string }) => void;
}

/** Every view, one's own views, and keeping a search as one. */
function More({ view, q, onChange }: MoreProps) {
  const { t } = useL10n();
  const [open, setOpen] = useState(false);
  useCommands([
    { id: 'views', keys: ['f'], scope: 'inbox', label: t('cmd-views'), run: () => setOpen(true) },
  ]);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="hit relative mb-0.5 inline-flex min-h-8 shrink-0 items-center gap-1 rounded-full border border-line bg-panel ps-3 pe-2 text-sm text-quiet hover:text-text"
      >
        {t('inbox-more')}
        <ChevronDown size={14} aria-hidden="true" />
      </button>
      {open && <ViewBox view={view} q={q} onChange={onChange} onClose={() => setOpen(false)} />}
    </>
  );
}

function Hints({ hints }: { hints: readonly SearchHint[] }) {
  const { t, known } = useL10n();
  return (
    <ul role="status" className="grid gap-0.5 px-3.5 text-xs text-amber">
      {hints.map((hint) => (
        <li key={`${hint.code} ${hint.word}`}>
          {known(`hint-${hint.code}`, { word: hint.word }) ?? hint.text} {t('search-left-out')}
        </li>
      ))}
    </ul>
  );
}
