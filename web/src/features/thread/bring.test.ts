import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { api } from '~/api/client';
import { messagesQuery } from '~/api/queries';
import { bring } from './bring';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A thread of so many pages with one message each, the newest of which is on the page: `m0` is the newest. */
async function thread(pages: number) {
  const GET = vi.spyOn(api, 'GET').mockImplementation((async (_: string, { params }: never) => {
    const { before } = (params as { query: { before?: string } }).query;
    const at = Number(before ?? 0);
    const data = {
      items: [{ id: `m${at}` }],
      older_cursor: at + 1 < pages ? String(at + 1) : null,
      newer_cursor: at > 0 ? String(at - 1) : null,
    };
    return { data, response: new Response() };
  }) as never);
  const client = new QueryClient();
  await client.fetchInfiniteQuery(messagesQuery('thread'));
  const drawn = (id: string) => ({ id });
  vi.stubGlobal('document', { getElementById: drawn });
  return { client, asked: () => GET.mock.calls.length - 1 };
}

it.each([
  ['m0', 0, 'm-m0'],
  ['m3', 3, 'm-m3'],
  ['gone', 4, undefined],
])('%s is there after %d more pages', async (id, more, found) => {
  const { client, asked } = await thread(5);
  expect((await bring(client, 'thread', id))?.id).toBe(found);
  expect(asked()).toBe(more);
});

it('gives up where an earlier page does not come', async () => {
  const { client } = await thread(5);
  vi.spyOn(api, 'GET').mockRejectedValue(new Error('no'));
  client.setDefaultOptions({ queries: { retry: false } });
  expect(await bring(client, 'thread', 'm3')).toBeNull();
});
