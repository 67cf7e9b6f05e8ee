/** What a text field passes on to the list above it: true when the list took the key. */
export interface PickerKeys {
  onKey: (key: string) => boolean;
}

/** Whether the list takes a key. While it is on its way, Enter chooses nothing and sends nothing. */
export function takes(list: PickerKeys | null, key: string): boolean {
  return list ? list.onKey(key) : key === 'Enter';
}
