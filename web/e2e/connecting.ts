import { expect } from '@playwright/test';
import { violations } from './desk';
import type { FreshDesk } from './fresh-desk';

/** What is asked of a fresh desk on which something is connected. */
export interface Connecting {
  /** Where its sandbox is told what to do. */
  meta: string;
  headers: Record<string, string>;
  read: (what: 'channels' | 'signups') => Promise<Record<string, unknown>[]>;
  /** There are so many channels, and no beginning of one. */
  nothingBegun: (channels: number) => Promise<void>;
  /** The page has no finding of axe. */
  clean: (what: string) => Promise<void>;
  /** No page could read a token or a code. */
  nothingToRead: () => Promise<void>;
}

export async function connecting({ desk, house }: FreshDesk): Promise<Connecting> {
  await desk.goto('/inbox');
  await expect(desk.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  const workspace = await desk.evaluate(() => localStorage.getItem('loket.workspace') ?? '');
  const headers = { 'Loket-Workspace': workspace };
  const read: Connecting['read'] = async (what) => {
    const answer = await desk.request.get(`/api/v1/${what}`, { headers });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
  };
  return {
    meta: house.phone.replace(/\/sandbox\/phone.*/, '/_sandbox'),
    headers,
    read,
    nothingBegun: async (channels) => {
      expect(await read('signups')).toEqual([]);
      expect((await read('channels')).length).toBe(channels);
    },
    clean: (what) => expect.poll(() => violations(desk), { message: what, timeout: 5_000 }).toEqual([]),
    nothingToRead: async () => {
      const kept = await desk.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      expect(kept).not.toMatch(/EAA|IGA|AQ[0-9A-Za-z]{20}/);
    },
  };
}
