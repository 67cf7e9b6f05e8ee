import { describe, expect, it } from 'vitest';
import { length, wrong } from './profile';

const saved = { about: 'Buka', address: '', description: '', email: '', vertical: 'RETAIL', websites: [] };

describe('what may stand in a profile', () => {
  it('counts characters as Meta does', () => {
    expect(length(' ☕😀 ')).toBe(2);
    expect(wrong('about', { ...saved, about: '😀'.repeat(139) }, saved)).toBe(null);
    expect(wrong('about', { ...saved, about: '😀'.repeat(140) }, saved)).toBe('long');
    expect(wrong('description', { ...saved, description: 'x'.repeat(513) }, saved)).toBe('long');
  });
  it('says that a line cannot be emptied', () => {
    expect(wrong('about', { ...saved, about: ' ' }, saved)).toBe('empty');
    expect(wrong('about', { ...saved, about: '' }, { ...saved, about: '' })).toBe(null);
  });
  it.each([
    ['halo@toko.example', null],
    ['', null],
    ['halo@toko', 'email'],
    ['a b@toko.example', 'email'],
    ['halo@toko..example', 'email'],
  ])('looks at an address: %s', (email, expected) => {
    expect(wrong('email', { ...saved, email }, { ...saved, email: 'x@y.example' })).toBe(expected);
  });
  it.each([
    [['https://toko.example', ''], null],
    [['toko.example'], 'website'],
    [['https://'], 'website'],
    [['https://a.example', 'https://b.example', 'https://c.example'], 'many'],
    [[`https://a.example/${'x'.repeat(256)}`], 'long'],
  ])('looks at websites: %s', (websites, expected) => {
    expect(wrong('websites', { ...saved, websites }, saved)).toBe(expected);
  });
});
