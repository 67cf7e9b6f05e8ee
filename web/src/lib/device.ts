/** What a user agent is worth: enough to recognise one's own browser in a list. */
const BROWSERS: readonly [string, RegExp][] = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /SamsungBrowser/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
];
const SYSTEMS: readonly [string, RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

const first = (list: readonly [string, RegExp][], agent: string) =>
  list.find(([, pattern]) => pattern.test(agent))?.[0] ?? null;

export function device(agent: string | null) {
  const text = agent ?? '';
  return {
    browser: first(BROWSERS, text),
    system: first(SYSTEMS, text),
    phone: /Mobile|Android|iPhone/.test(text),
  };
}
