import { expect, it, vi } from 'vitest';
import { inPlaceOf, type PickerKeys, takes } from './picker-keys';

it('a list that is there decides itself', () => {
  const onKey = vi.fn((key: string) => key === 'Tab');
  expect(takes({ onKey }, 'Tab')).toBe(true);
  expect(takes({ onKey }, 'Enter')).toBe(false);
});

it('a list on its way lets no Enter through, and keeps nobody in the field', () => {
  expect(takes(null, 'Enter')).toBe(true);
  expect(takes(null, 'Tab')).toBe(false);
  expect(takes(null, 'a')).toBe(false);
});

it('a list that could not be fetched leaves its keys to what stands in its place, until it comes', () => {
  const keys: { current: PickerKeys | null } = { current: null };
  const leave = inPlaceOf(keys, () => false);
  expect(takes(keys.current, 'Enter')).toBe(false);
  leave();
  expect(takes(keys.current, 'Enter')).toBe(true);
  // The list that came in the meantime stays.
  const late = inPlaceOf(keys, () => false);
  keys.current = { onKey: () => true };
  late();
  expect(takes(keys.current, 'Tab')).toBe(true);
});
