import type { FluentBundle } from '@fluent/bundle';
import { FluentResource } from '@fluent/bundle';
import type { Language } from '~/lib/prefs';
import { store } from '~/lib/store';
import { makeBundle, say, type Words } from './bundle';
import type { Said } from './problems';

/** What is said everywhere: a file for each language, which comes when it is wanted. */
const FILES: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('./en'),
  id: () => import('./id'),
  ar: () => import('./ar'),
};

/** What only some pages say comes with them. */
const PAGES = import.meta.glob<string>('./*/pages/*.ftl', { query: '?raw', import: 'default' });

/** Languages with every word; where one is missing elsewhere, English stands in. */
const WHOLE: readonly Language[] = ['en', 'id'];

const bundles = new Map<Language, FluentBundle>();
const needed = new Set<string>();
const here = new Set<string>();
let now: Language = 'en';

/** How the server's refusals are said in another language; it comes with the words for them. */
let problems: typeof import('./problems') | undefined;

async function fetched(language: Language): Promise<void> {
  if (!bundles.has(language)) {
    const source = (await FILES[language]()).default;
    if (!bundles.has(language)) bundles.set(language, makeBundle(language, source));
  }
  await Promise.all([...needed].map((page) => added(language, page)));
  if (language !== 'en' && needed.has('problems')) problems ??= await import('./problems');
}

async function added(language: Language, page: string): Promise<void> {
  const path = `./${language}/pages/${page}.ftl`;
  const source = await PAGES[path]?.();
  const bundle = bundles.get(language);
  if (source === undefined || !bundle || here.has(path)) return;
  here.add(path);
  bundle.addResource(new FluentResource(source));
}

/** Makes a language ready to be spoken, with the words of every page that was opened. */
export async function loadWords(language: Language): Promise<void> {
  now = language;
  await Promise.all([fetched(language), ...(WHOLE.includes(language) ? [] : [fetched('en')])]);
}

/** What is seldom said, and anywhere: the server's codes in words. It comes once the desk stands. */
export const LATE = ['checks', 'codes', 'failures', 'intents', 'news', 'problems', 'refusals', 'wrong'];

/** Grows when words came that are not awaited, so that what is shown already says them. */
export const arrived = store(0);

export async function loadLate(): Promise<void> {
  for (const page of LATE) needed.add(page);
  await loadWords(now);
  arrived.set((n) => n + 1);
}

/** A page that comes with its words: neither is shown without the other. */
export function withWords<T>(pages: readonly string[], load: () => Promise<T>): () => Promise<T> {
  return async () => {
    for (const page of pages) needed.add(page);
    const [module] = await Promise.all([load(), loadWords(now)]);
    return module;
  };
}

/** The words of the chosen language for a code of the server; null in English, which the server writes itself. */
export function inChosen(key: string, words?: Words): string | null {
  const bundle = now === 'en' ? undefined : bundles.get(now);
  return bundle ? say(bundle, key, words) : null;
}

/** A refusal in the language of the desk; as the server says it in English, and until its words are here. */
export function inWords<T extends Said>(problem: T): T {
  return now === 'en' ? problem : (problems?.inWords(problem) ?? problem);
}

/** Where a word is looked for, in this order. */
export function spoken(language: Language): FluentBundle[] {
  return [bundles.get(language), bundles.get('en')].filter((one) => one !== undefined);
}
