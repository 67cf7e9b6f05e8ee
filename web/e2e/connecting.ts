import { expect, type Locator, type Page } from '@playwright/test';
import { violations } from './desk';
import type { FreshDesk } from './fresh-desk';

/** Presses what closes a window: it may be gone before the press is answered. */
export async function pressAndClose(popup: Page, button: Locator): Promise<void> {
  const pressed = button.click().catch((error) => {
    if (!popup.isClosed()) throw error;
  });
  await Promise.all([popup.waitForEvent('close'), pressed]);
}

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

export async function connecting({ desk, meta }: FreshDesk): Promise<Connecting> {
  const workspace = await desk.evaluate(() => localStorage.getItem('loket.workspace') ?? '');
  const headers = { 'Loket-Workspace': workspace };
  const read: Connecting['read'] = async (what) => {
    const answer = await desk.request.get(`/api/v1/${what}`, { headers });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
  };
  return {
    meta,
    headers,
    read,
    nothingBegun: async (channels) => {
      // The page says so at once, and tells the server then.
      await expect.poll(() => read('signups')).toEqual([]);
      expect((await read('channels')).length).toBe(channels);
    },
    clean: (what) => expect.poll(() => violations(desk), { message: what, timeout: 15_000 }).toEqual([]),
    nothingToRead: async () => {
      const kept = await desk.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      expect(kept).not.toMatch(/EAA|IGA|AQ[0-9A-Za-z]{20}/);
    },
  };
}
