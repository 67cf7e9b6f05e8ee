import { type Browser, expect, type Page } from '@playwright/test';
import { type Customer, customer } from './meta';
import { type OwnHouse, ownHouse } from './own-house';

export const OWNER = 'Rina';
const EMAIL = 'rina@toko.example';
const PASSWORD = 'kopi susu gula aren';

/** A house of a test's own with its owner inside. */
export interface FreshDesk {
  house: OwnHouse;
  desk: Page;
  /** Where its sandbox is told what to do. */
  meta: string;
}

/** Makes the house an owner's with the printed link, up to the page that says it is ready. */
export async function settle(page: Page, setup: string): Promise<void> {
  await page.goto(setup);
  await page.getByRole('button', { name: /Start with the sandbox/ }).click();
  await page.getByLabel('Your name').fill(OWNER);
  await page.getByLabel('Your e-mail').fill(EMAIL);
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await expect(page.getByRole('link', { name: 'Take the first steps' })).toBeVisible();
}

/** The same without its pages, as far as the inbox. */
export async function freshDesk(browser: Browser): Promise<FreshDesk> {
  const house = await ownHouse();
  try {
    const context = await browser.newContext({
      baseURL: house.url,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
    const desk = await context.newPage();
    const token = house.setup.split('#')[1];
    const owner = { token, name: OWNER, email: EMAIL, password: PASSWORD, meta: null };
    const made = await context.request.post('/api/v1/setup', {
      headers: { origin: house.url },
      data: owner,
    });
    expect(made.ok(), await made.text()).toBe(true);
    await desk.goto('/inbox');
    await expect(desk.getByRole('heading', { name: 'Inbox' })).toBeVisible();
    return { house, desk, meta: house.phone.replace(/\/sandbox\/phone.*/, '/_sandbox') };
  } catch (error) {
    await house.stop();
    throw error;
  }
}

/** Somebody new writes to the business. */
export async function writes(fresh: FreshDesk, name: string, words: string): Promise<Customer> {
  const one = await customer(fresh.desk.request, name, fresh.meta);
  await one.says(words);
  return one;
}

/** Takes pictures for whoever wants to look, in both widths and themes; then all is as before. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.LOKET_PICTURES;
  if (!folder) return;
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await atRest(page);
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await atRest(page);
}

/** Colours and places change a little after they are told to. */
const atRest = (page: Page) => page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
