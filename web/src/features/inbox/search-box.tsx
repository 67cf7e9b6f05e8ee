import { useQuery } from '@tanstack/react-query';
import { Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { assigneesQuery, labelsQuery } from '~/api/inbox';
import { channelsQuery } from '~/api/queries';
import { searchAsked } from '~/features/shell/open';
import { useL10n } from '~/l10n/words';
import { useStore } from '~/lib/store';
import { step } from '~/ui/step';
import { type Suggestion, suggest, take } from './suggest';
import { Suggestions } from './suggestions';

/** Typing searches after a short rest. */
const REST_MS = 200;

interface Props {
  q: string;
  onSearch: (text: string) => void;
}

export function SearchBox({ q, onSearch }: Props) {
  const { t } = useL10n();
  const id = useId();
  const [text, setText] = useState(q);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const search = useRested(onSearch);
  const offers = useOffers(text, open);
  useAsked(input);
  useFollow(q, text, setText);
  function type(next: string, wait = REST_MS): void {
    setText(next);
    setAt(-1);
    setOpen(true);
    search.soon(next.trim(), wait);
  }
  function choose(offer: Suggestion): void {
    type(take(text, offer), offer.open ? REST_MS : 0);
    input.current?.focus();
  }
  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const next = offers.length > 0 ? step(event.key, at, offers.length, 5) : null;
    const offer = offers[at];
    if (next !== null && !['Home', 'End'].includes(event.key)) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (offer) choose(offer);
      else {
        type(text, 0);
        setOpen(false);
      }
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (text !== '') type('', 0);
      else input.current?.blur();
    }
  }
  const shown = offers.length > 0;
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
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-offers`}
        aria-activedescendant={offers[at] ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('inbox-search')}
        placeholder={t('inbox-search')}
        value={text}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          search.now();
        }}
        onKeyDown={onKeyDown}
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
      {shown && <Suggestions id={id} offers={offers} at={at} onChoose={choose} />}
    </search>
  );
}

/**
 * Searches after a rest, or at once. Whoever goes on to the list does so with what they typed: a search that came after
 * would close the conversation they open.
 */
function useRested(onSearch: (text: string) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<string | null>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  function now(): void {
    clearTimeout(timer.current);
    const text = waiting.current;
    waiting.current = null;
    if (text !== null) onSearch(text);
  }
  function soon(text: string, wait: number): void {
    clearTimeout(timer.current);
    waiting.current = text;
    if (wait === 0) now();
    else timer.current = setTimeout(now, wait);
  }
  return { soon, now };
}

/** What is offered; the names are asked for once somebody searches. */
function useOffers(text: string, open: boolean): readonly Suggestion[] {
  const labels = useQuery({ ...labelsQuery, enabled: open }).data;
  const people = useQuery({ ...assigneesQuery, enabled: open }).data;
  const channels = useQuery({ ...channelsQuery, enabled: open }).data;
  if (!open) return [];
  return suggest(text, {
    labels: labels?.items.map((one) => one.name) ?? [],
    people: people?.items.map((one) => one.name) ?? [],
    channels: channels?.items.map((one) => one.name) ?? [],
  });
}

/** Somebody pressed `/`. */
function useAsked(input: React.RefObject<HTMLInputElement | null>): void {
  const asked = useStore(searchAsked);
  const heard = useRef(asked);
  useEffect(() => {
    if (heard.current === asked) return;
    heard.current = asked;
    input.current?.focus();
    input.current?.select();
  }, [asked, input]);
}

/** A saved view or the way back changes what is asked: the field follows, but not while it says the same. */
function useFollow(q: string, text: string, setText: (text: string) => void): void {
  const before = useRef(q);
  useEffect(() => {
    if (before.current === q) return;
    before.current = q;
    if (text.trim() !== q) setText(q);
  }, [q, text, setText]);
}
