import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NoneOf } from './states';

const shown = (query: { isPending: boolean; data?: unknown; error: unknown }) =>
  renderToStaticMarkup(
    createElement(NoneOf, { query: { ...query, refetch: () => undefined } }, 'There is none.'),
  );

it('says that there is none of what was read only', () => {
  expect(shown({ isPending: false, data: { items: [] }, error: null })).toBe('There is none.');
  const pending = shown({ isPending: true, error: null });
  expect(pending).toContain('role="status"');
  expect(pending).not.toContain('There is none.');
  const failed = shown({ isPending: false, error: new Error('no') });
  expect(failed).toContain('role="alert"');
  expect(failed).toMatch(/<button[^>]*>app-try-again/);
  expect(failed).not.toContain('There is none.');
});
