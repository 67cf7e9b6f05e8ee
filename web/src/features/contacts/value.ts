import type { AttributeKind } from '~/api/contacts';

/** A value as people read it. What is not of its kind stands as it was kept. */
export function shownValue(kind: AttributeKind, value: string, yesNo: (word: string) => string): string {
  if (value === '') return '–';
  switch (kind) {
    case 'text':
    case 'number':
    case 'date':
    case 'link':
      // Kept in one form everywhere, and edited in it.
      return value;
    case 'yes_no':
      return value === 'yes' || value === 'no' ? yesNo(value) : value;
  }
}
