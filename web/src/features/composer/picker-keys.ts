import type { RefObject } from 'react';

/** What a text field passes on to the list above it: true when the list took the key. */
export interface PickerKeys {
  onKey: (key: string) => boolean;
}

/** What hears the keys of a list whose code could not be fetched, until it is fetched again. */
export function inPlaceOf(keys: RefObject<PickerKeys | null>, onKey: PickerKeys['onKey']): () => void {
  const own = { onKey };
  keys.current = own;
  return () => {
    if (keys.current === own) keys.current = null;
  };
}

/** Whether the list takes a key. While it is on its way, Enter chooses nothing and sends nothing. */
export function takes(list: PickerKeys | null, key: string): boolean {
  return list ? list.onKey(key) : key === 'Enter';
}
