import { expect, it } from 'vitest';
import { tokens } from './use-brand';

it('draws every accent token from the two tones', () => {
  const tone = (color: string) => ({ color, on: '#ffffff', press: '#111111' });
  const drawn = tokens({ light: tone('#1b4fa3'), dark: tone('#8db8ff') });
  expect(drawn['--accent']).toBe('light-dark(#1b4fa3, #8db8ff)');
  expect(drawn['--accent-soft']).toBe('color-mix(in srgb, var(--accent) 12%, var(--panel))');
});
