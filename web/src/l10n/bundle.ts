import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

export type Words = Record<string, FluentVariable>;

/** Reads a word file. Invisible isolation marks are only for languages written from the right. */
export function makeBundle(locale: string, source: string): FluentBundle {
  const bundle = new FluentBundle(locale, { useIsolating: isRightToLeft(locale) });
  const errors = bundle.addResource(new FluentResource(source));
  if (errors.length > 0) throw new Error(`${locale}.ftl: ${errors.map(String).join('; ')}`);
  return bundle;
}

export function isRightToLeft(locale: string): boolean {
  return ['ar', 'fa', 'he', 'ur'].includes(locale.slice(0, 2));
}

/** The words of a message (`login-title`) or of its attribute (`refusal-opted_out.hint`); null when unknown. */
export function say(bundle: FluentBundle, id: string, words?: Words): string | null {
  const [name = '', attribute] = id.split('.');
  const message = bundle.getMessage(name);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  return pattern ? bundle.formatPattern(pattern, words ?? null, []) : null;
}
