import { type Browser, expect, type Page } from '@playwright/test';
import { addPerson } from './desk';
import { type OwnHouse, ownHouse } from './own-house';

export const OWNER = 'Rina';

/** A house of a test's own with its owner inside, and the phone of its sandbox. */
export interface FreshDesk {
  house: OwnHouse;
  desk: Page;
  phone: Page;
}

/** Makes the house an owner's with the printed link, up to the page that says it is ready. */
export async function settle(page: Page, setup: string): Promise<void> {
  await page.goto(setup);
  await page.getByRole('button', { name: /Start with the sandbox/ }).click();
  await page.getByLabel('Your name').fill(OWNER);
  await page.getByLabel('Your e-mail').fill('rina@toko.example');
  await page.getByLabel('Your password', { exact: true }).fill('kopi susu gula aren');
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await expect(page.getByRole('link', { name: 'Take the first steps' })).toBeVisible();
}

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
    await settle(desk, house.setup);
    const about = (await (await desk.request.get('/api/v1/about')).json()) as {
      sandbox: { phone_url: string };
    };
    const phone = await context.newPage();
    await phone.goto(about.sandbox.phone_url);
    return { house, desk, phone };
  } catch (error) {
    await house.stop();
    throw error;
  }
}

/** Somebody new writes to the business. */
export async function writes(phone: Page, name: string, words: string): Promise<void> {
  await phone.bringToFront();
  await addPerson(phone, name);
  await says(phone, words);
}

/** Whoever holds the phone writes on. */
export async function says(phone: Page, words: string): Promise<void> {
  await phone.bringToFront();
  await phone.getByRole('textbox', { name: 'Message' }).fill(words);
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(phone.getByRole('log', { name: 'Messages' }).getByText(words).last()).toBeVisible();
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
