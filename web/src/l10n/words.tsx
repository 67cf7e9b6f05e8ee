import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Formats, formats } from '~/lib/format';
import { type Language, language } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { isRightToLeft, makeBundle, say, type Words } from './bundle';

/** Each language is a folder of word files, one for each feature. */
const en = import.meta.glob<string>('./en/*.ftl', { query: '?raw', import: 'default', eager: true });
const id = import.meta.glob<string>('./id/*.ftl', { query: '?raw', import: 'default', eager: true });
const whole = (files: Record<string, string>) => Object.values(files).join('\n');

const BUNDLES = { en: makeBundle('en', whole(en)), id: makeBundle('id', whole(id)) };

export interface L10n extends Formats {
  language: Language;
  /** The words for a key; the key itself when it is missing, so that a gap is seen. */
  t: (key: string, words?: Words) => string;
  /** The words for a key that comes from the server; null when nobody wrote them. */
  known: (key: string, words?: Words) => string | null;
}

function l10n(language: Language): L10n {
  const known = (key: string, words?: Words) =>
    say(BUNDLES[language], key, words) ?? say(BUNDLES.en, key, words);
  return { language, known, t: (key, words) => known(key, words) ?? key, ...formats(language) };
}

const Context = createContext<L10n>(l10n('en'));

export function WordsProvider({ children }: { children: ReactNode }) {
  const chosen = useStore(language);
  const value = useMemo(() => {
    document.documentElement.lang = chosen;
    document.documentElement.dir = isRightToLeft(chosen) ? 'rtl' : 'ltr';
    return l10n(chosen);
  }, [chosen]);
  return <Context value={value}>{children}</Context>;
}

export function useL10n(): L10n {
  return useContext(Context);
}
