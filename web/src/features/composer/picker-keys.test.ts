import { expect, it, vi } from 'vitest';
import { takes } from './picker-keys';

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
