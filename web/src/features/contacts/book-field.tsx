import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useL10n } from '~/l10n/words';
import { useCommands } from '~/lib/commands';

/** Typing searches after a short rest. */
const REST_MS = 200;

interface Props {
  q: string;
  onSearch: (text: string) => void;
}

/** Looks for somebody by what one knows: a name, a user name, a number or its end. */
export function BookField({ q, onSearch }: Props) {
  const { t } = useL10n();
  const [text, setText] = useState(q);
  const [asked, setAsked] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The way back changes what is asked: the field follows.
  if (asked !== q) {
    setAsked(q);
    if (text.trim() !== q) setText(q);
  }
  useCommands([
    {
      id: 'book-search',
      keys: ['/'],
      scope: 'contacts',
      label: t('book-search'),
      run: () => input.current?.select(),
    },
  ]);
  function type(next: string, wait = REST_MS): void {
    setText(next);
    clearTimeout(timer.current);
    const here = location.pathname;
    timer.current = setTimeout(() => {
      // Somebody may have gone on to a contact meanwhile, whose page is still on its way.
      if (location.pathname === here) onSearch(next.trim());
    }, wait);
  }
  return (
    <search className="relative min-w-0 max-w-xl flex-1 basis-64">
      <Search
        size={16}
        aria-hidden="true"
        className="absolute inset-s-3 top-1/2 -translate-y-1/2 text-quiet"
      />
      <input
        ref={input}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('book-search')}
        placeholder={t('book-search')}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') type(text, 0);
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            type('', 0);
          }
        }}
        className="h-10 w-full rounded-lg border border-line bg-inset ps-9 pe-3 text-sm focus-visible:outline-offset-0 touch:h-11"
      />
    </search>
  );
}
