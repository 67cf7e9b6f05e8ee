import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { countsQuery } from '~/api/queries';
import type { View } from '~/api/types';
import { searchAsked } from '~/features/shell/open';
import { useL10n } from '~/l10n/words';
import { useStore } from '~/lib/store';
import { Toggle } from '~/ui/chip';
import { VIEWS } from './views';

export function ListHead({ view, q }: { view: View; q: string }) {
  const { t, number } = useL10n();
  const navigate = useNavigate({ from: '/inbox' });
  const counts = useQuery(countsQuery).data;
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
        {counts && <p className="text-xs text-quiet">{t('inbox-count', { count: counts.all })}</p>}
      </div>
      <SearchBox q={q} onSearch={(text) => change({ q: text })} />
      <fieldset className="fade-end flex min-w-0 gap-1.5 overflow-x-auto px-3.5 pb-0.5 [scrollbar-width:none]">
        <legend className="sr-only">{t('inbox-views')}</legend>
        {VIEWS.map((one) => (
          <Toggle key={one} pressed={one === view} onClick={() => change({ view: one })}>
            {t(`view-${one}`)}
            {one !== 'all' && counts && counts[one] > 0 && (
              <span className="text-xs tabular-nums">{number(counts[one])}</span>
            )}
          </Toggle>
        ))}
      </fieldset>
    </header>
  );
}

/** Typing searches after a short rest. */
const REST_MS = 200;

function SearchBox({ q, onSearch }: { q: string; onSearch: (text: string) => void }) {
  const { t } = useL10n();
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useStore(searchAsked);
  const heard = useRef(asked);
  useEffect(() => {
    if (heard.current === asked) return;
    heard.current = asked;
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  function type(next: string, wait = REST_MS): void {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(next.trim()), wait);
  }
  return (
    <search className="relative mx-3.5">
      <Search
        size={16}
        aria-hidden="true"
        className="absolute inset-s-3 top-1/2 -translate-y-1/2 text-quiet"
      />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={t('inbox-search')}
        placeholder={t('inbox-search')}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') type(text, 0);
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text !== '') type('', 0);
          else input.current?.blur();
        }}
        className="h-9 w-full rounded-lg border border-line bg-inset ps-9 pe-9 text-sm focus-visible:outline-offset-0 touch:h-11"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={t('inbox-clear')}
          onClick={() => {
            type('', 0);
            input.current?.focus();
          }}
          className="absolute inset-e-1 top-1/2 grid size-7 -translate-y-1/2 place-items-center rounded-md text-quiet hover:text-text touch:size-11"
        >
          <X size={15} aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
