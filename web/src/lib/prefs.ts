import { kept } from './storage';
import { type Store, store } from './store';

/** A choice kept on this device. */
function pref<T extends string>(key: string, allowed: readonly T[], initial: T): Store<T> {
  const saved = kept.get(key);
  const chosen = store<T>(allowed.find((one) => one === saved) ?? initial);
  chosen.subscribe(() => kept.set(key, chosen.get()));
  return chosen;
}

export const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
export const theme = pref<Theme>('loket.theme', THEMES, 'system');

export const LANGUAGES = ['en', 'id', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
/** Languages are named in themselves. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  id: 'Bahasa Indonesia',
  ar: 'العربية',
};
function preferred(): Language {
  const wanted = typeof navigator === 'undefined' ? [] : navigator.languages;
  for (const one of wanted) {
    const base = one.slice(0, 2).toLowerCase();
    const known = LANGUAGES.find((language) => language === base);
    if (known) return known;
  }
  return 'en';
}
export const language = pref<Language>('loket.language', LANGUAGES, preferred());

/** Single keys can be turned off (WCAG 2.1.4). */
export const singleKeys = pref('loket.keys', ['on', 'off'], 'on');

/** Notices outside of the tab. The browser asks the person before the first. */
export const notices = pref('loket.notices', ['off', 'on'], 'off');

function wide(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(min-width: 90rem)').matches;
}
/** The list beside an open conversation. */
export const listPane = pref('loket.list', ['open', 'closed'], 'open');
export const contactPanel = pref('loket.contact', ['open', 'closed'], wide() ? 'open' : 'closed');

/** The sandbox's phone beside the inbox. */
export const phoneDock = pref('loket.phone', ['open', 'closed'], 'closed');

export const DENSITIES = ['roomy', 'compact'] as const;
/** How high the rows of the conversation list are. */
export const density = pref('loket.density', DENSITIES, 'roomy');

export const MOTIONS = ['system', 'off'] as const;
export const motion = pref('loket.motion', MOTIONS, 'system');

/** `system` leaves the choice to the browser; the tokens are `light-dark()`. */
export function applyTheme(): void {
  document.documentElement.style.colorScheme = theme.get() === 'system' ? 'light dark' : theme.get();
}

export function applyMotion(): void {
  document.documentElement.dataset.motion = motion.get();
}
