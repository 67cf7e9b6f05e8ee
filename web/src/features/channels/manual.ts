import type { ManualChannel } from '~/api/types-admin';

export const FIELDS = [
  'name',
  'display',
  'phone_number_id',
  'waba_id',
  'token',
  'app_id',
  'app_secret',
] as const;
export type FieldName = (typeof FIELDS)[number];
export type Typed = Readonly<Record<FieldName, string>>;
/** What can be connected by hand. */
export type Kind = 'whatsapp' | 'instagram';

/** An Instagram account has none above it, and its handle is read from Meta. */
const OF_NUMBERS: ReadonlySet<FieldName> = new Set(['display', 'waba_id']);

export function fieldsOf(kind: Kind): readonly FieldName[] {
  return kind === 'instagram' ? FIELDS.filter((name) => !OF_NUMBERS.has(name)) : FIELDS;
}

const OPTIONAL: ReadonlySet<FieldName> = new Set(['app_id', 'app_secret']);
const DIGITS: ReadonlySet<FieldName> = new Set(['phone_number_id', 'waba_id', 'app_id']);

/** What is wrong with a field, before anything is sent; null when it looks right. */
export function problemOf(name: FieldName, typed: Typed): 'required' | 'digits' | null {
  const value = typed[name].trim();
  if (value === '') return OPTIONAL.has(name) ? null : 'required';
  return DIGITS.has(name) && !/^\d+$/.test(value) ? 'digits' : null;
}

export function isOptional(name: FieldName): boolean {
  return OPTIONAL.has(name);
}

/** The body of the request; what this kind has not, and what is optional and empty, is left out. */
export function toChannel(typed: Typed, kind: Kind): ManualChannel {
  const told = fieldsOf(kind)
    .map((name) => [name, typed[name].trim()] as const)
    .filter(([name, value]) => value !== '' || !OPTIONAL.has(name));
  return { kind, ...(Object.fromEntries(told) as Omit<ManualChannel, 'kind'>) };
}
