import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Formats, formats } from '~/lib/format';
import { type Language, language } from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { isRightToLeft, say, type Words } from './bundle';
import { arrived, loadWords, spoken } from './load';

export interface L10n extends Formats {
  language: Language;
  /** The words for a key; the key itself when it is missing, so that a gap is seen. */
  t: (key: string, words?: Words) => string;
  /** The words for a key that comes from the server; null when nobody wrote them. */
  known: (key: string, words?: Words) => string | null;
}

function l10n(language: Language): L10n {
  const known = (key: string, words?: Words) => {
    for (const bundle of spoken(language)) {
      const said = say(bundle, key, words);
      if (said !== null) return said;
    }
    return null;
  };
  return { language, known, t: (key, words) => known(key, words) ?? key, ...formats(language) };
}

const Context = createContext<L10n>(l10n('en'));

/** Speaks the chosen language; while another is on its way, the one before. The first must be loaded already. */
export function WordsProvider({ children }: { children: ReactNode }) {
  const chosen = useStore(language);
  const [ready, setReady] = useState(chosen);
  const late = useStore(arrived);
  useEffect(() => {
    let wanted = true;
    loadWords(chosen).then(
      () => wanted && setReady(chosen),
      // It could not be fetched: the desk goes on in the language before.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [chosen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: words that came later are said at once
  const value = useMemo(() => {
    document.documentElement.lang = ready;
    document.documentElement.dir = isRightToLeft(ready) ? 'rtl' : 'ltr';
    return l10n(ready);
  }, [ready, late]);
  return <Context value={value}>{children}</Context>;
}

export function useL10n(): L10n {
  return useContext(Context);
}
