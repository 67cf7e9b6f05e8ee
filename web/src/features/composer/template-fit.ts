import type { SuggestedValue, TemplateSuggestions } from '~/api/template-suggestions';
import type { Filled } from './template';

/** The ids of those that are about what the customer asked. */
export function fitting(suggested: TemplateSuggestions | undefined): ReadonlySet<string> {
  return new Set(suggested?.items.filter((one) => one.fits).map((one) => one.template_id));
}

/** In the order the server suggests; what it does not suggest stays behind, as it came. Pure. */
export function asSuggested<T extends { id: string }>(
  templates: readonly T[],
  suggested: TemplateSuggestions | undefined,
): T[] {
  const places = new Map(suggested?.items.map((one, index) => [one.template_id, index]));
  const place = (one: T) => places.get(one.id) ?? places.size;
  return [...templates].sort((a, b) => place(a) - place(b));
}

/** The values there are sources for, by slot. */
export function suggestedFor(
  template: string,
  suggested: TemplateSuggestions | undefined,
): ReadonlyMap<string, SuggestedValue> {
  const found = suggested?.items.find((one) => one.template_id === template);
  return new Map(found?.values.map((one) => [`${one.part} ${one.key}`, one]));
}

/** The form as it begins: what has a source stands there, everything else is empty. */
export function begun(values: ReadonlyMap<string, SuggestedValue>): Filled {
  return Object.fromEntries([...values].map(([slot, one]) => [slot, one.value]));
}
