import type { FluentBundle } from '@fluent/bundle';
import type { Language } from '~/lib/prefs';
import { makeBundle } from './bundle';

/** Each language is a file of its own that comes when it is wanted. */
const FILES: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('./en'),
  id: () => import('./id'),
  ar: () => import('./ar'),
};

/** Languages with every word; where one is missing elsewhere, English stands in. */
export const WHOLE: readonly Language[] = ['en', 'id'];

const bundles = new Map<Language, FluentBundle>();

async function fetched(language: Language): Promise<void> {
  if (bundles.has(language)) return;
  bundles.set(language, makeBundle(language, (await FILES[language]()).default));
}

/** Makes a language ready to be spoken. */
export async function loadWords(language: Language): Promise<void> {
  await Promise.all([fetched(language), ...(WHOLE.includes(language) ? [] : [fetched('en')])]);
}

/** Where a word is looked for, in this order. */
export function spoken(language: Language): FluentBundle[] {
  return [bundles.get(language), bundles.get('en')].filter((one) => one !== undefined);
}
