import { describe, expect, it } from 'vitest';
import { check, hasCaption } from './files';

const MB = 1024 * 1024;
const limit = (kind: 'image' | 'video' | 'audio' | 'document', mb: number, caption: boolean) => ({
  kind,
  max_bytes: mb * MB,
  mime_types: [],
  caption,
});
const LIMITS = [
  limit('image', 5, true),
  limit('video', 16, true),
  limit('audio', 16, false),
  limit('document', 100, true),
];
const file = (type: string, size: number) => ({ type, size });

describe('files', () => {
  it.each([
    ['image/jpeg', 5 * MB, true, 'image'],
    ['image/jpeg', 5 * MB + 1, false, 'image'],
    ['video/mp4', 16 * MB, true, 'video'],
    ['audio/mpeg', 17 * MB, false, 'audio'],
    ['application/pdf', 100 * MB, true, 'document'],
    ['image/gif', 6 * MB, true, 'document'],
    ['', 1, true, 'document'],
  ] as const)('%s of %i bytes fits: %s as %s', (type, size, ok, kind) =>
    expect(check(file(type, size), LIMITS, false)).toMatchObject({ ok, kind }),
  );

  it('offers to send as a document what is too large to be shown', () => {
    expect(check(file('image/png', 6 * MB), LIMITS, false)).toMatchObject({ ok: false, asDocument: true });
    expect(check(file('image/png', 6 * MB), LIMITS, true)).toMatchObject({ ok: true, kind: 'document' });
    expect(check(file('image/png', 101 * MB), LIMITS, false)).toMatchObject({ asDocument: false });
    expect(check(file('image/png', 0), LIMITS, false)).toMatchObject({ ok: false, why: 'empty' });
  });

  it('knows what shows words', () => {
    expect(hasCaption('image', LIMITS)).toBe(true);
    expect(hasCaption('audio', LIMITS)).toBe(false);
  });
});
