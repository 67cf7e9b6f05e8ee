import { expect, type Page, type Request } from '@playwright/test';

const pending = new WeakMap<Page, Set<Request>>();

/** What a page has asked for and not got yet, from the first look on. */
function asked(page: Page): Set<Request> {
  const known = pending.get(page);
  if (known) return known;
  const open = new Set<Request>();
  pending.set(page, open);
  const over = (request: Request) => void open.delete(request);
  page.on('request', (request) => void open.add(request));
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  return open;
}

/** Until the page has nothing to do: what was answered has been shown, and asked for what it leads to. */
const idle = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestIdleCallback(() => done(), { timeout: 2000 })));

/** Waits until all of a page is there. Unlike `networkidle` it does not wait half a second more for nothing. */
export async function settled(page: Page): Promise<void> {
  const open = asked(page);
  await expect(page.locator('h1').first()).toBeAttached();
  const rests = async () => {
    await idle(page);
    return open.size + (await page.locator('main .bone').count());
  };
  // Twice: what came meanwhile may ask for more.
  await expect.poll(async () => (await rests()) + (await rests()), { intervals: [50] }).toBe(0);
}

/** Opens a page, all of it. */
export async function visit(page: Page, path: string): Promise<void> {
  // What the page before has not got is nobody's any more.
  asked(page).clear();
  await page.goto(path);
  await settled(page);
}
