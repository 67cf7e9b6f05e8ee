import { expect, type Page, test } from '@playwright/test';
import { violations } from './desk';
import { type FreshDesk, freshDesk, picture, writes } from './fresh-desk';

const COLLEAGUE = 'Bayu Pratama';
const CUSTOMER = 'Sinta';
let fresh: FreshDesk;
let bayu: Page;

/** Lets somebody in who may only look. */
async function join(desk: Page): Promise<Page> {
  await desk.goto('/settings/team');
  await desk.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = desk.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill('bayu@toko.example');
  await dialog.getByRole('radio', { name: /^Viewer/ }).check();
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const link = new URL((await dialog.locator('code').innerText()).trim());
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const context = await desk
    .context()
    .browser()
    ?.newContext({
      baseURL: fresh.house.url,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
  if (!context) throw new Error('no browser');
  const page = await context.newPage();
  await page.goto(link.pathname + link.hash);
  await page.getByLabel('Your name').fill(COLLEAGUE);
  await page.getByLabel('New password', { exact: true }).fill('kopi susu gula aren');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible();
  await page.goto('/inbox');
  return page;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  fresh = await freshDesk(browser);
  await writes(fresh, CUSTOMER, 'Halo, mau tanya stok');
  bayu = await join(fresh.desk);
});

test.afterAll(async () => {
  await fresh?.house.stop();
});

test('a note names a colleague by keyboard; they are told, find it, and have read it once they look', async () => {
  test.setTimeout(120_000);
  const { desk } = fresh;
  await expect(bayu.getByRole('option', { name: CUSTOMER })).toBeVisible();
  const view = bayu.getByRole('button', { name: /^Mentions/ });
  await expect(view).toHaveText('Mentions');

  await desk.bringToFront();
  await desk.goto('/inbox');
  await desk.getByRole('option', { name: CUSTOMER }).click();
  await expect(desk.getByRole('textbox', { name: `Write to ${CUSTOMER}` })).toBeVisible();
  await desk.keyboard.press('n');
  const note = desk.getByRole('textbox', { name: 'Internal note' });
  await expect(note).toBeFocused();
  await desk.keyboard.type('Tolong @');
  const offers = desk.getByRole('listbox', { name: 'Name a colleague' });
  await expect(offers.getByRole('option')).toHaveCount(1);
  await expect(offers.getByRole('option')).toContainText('May only look');
  const active = await note.getAttribute('aria-activedescendant');
  await expect(offers.getByRole('option')).toHaveAttribute('id', active ?? '');
  await expect.poll(() => violations(desk), { timeout: 15_000 }).toEqual([]);
  await picture(desk, 'mention-offer');
  // Escape closes the list and leaves the words; the next letter brings it back.
  await desk.keyboard.press('Escape');
  await expect(offers).toHaveCount(0);
  await desk.keyboard.type('prat');
  await expect(offers).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(note).toHaveValue(`Tolong @${COLLEAGUE} `);
  await expect(offers).toHaveCount(0);
  await desk.keyboard.type('cek gudang');
  await desk.keyboard.press('Enter');
  const written = desk.getByRole('region', { name: `Messages with ${CUSTOMER}` }).getByRole('listitem');
  await expect(written.filter({ hasText: 'cek gudang' })).toContainText(`@${COLLEAGUE}`);

  await bayu.bringToFront();
  const told = bayu.getByRole('region', { name: 'Notices' });
  await expect(told).toContainText(`Rina mentioned you in a note about ${CUSTOMER}.`);
  await expect(view).toHaveText('Mentions1');
  await expect(bayu.getByRole('option', { name: CUSTOMER })).toContainText('Mentioned');
  await view.click();
  await expect(bayu.getByRole('option')).toHaveCount(1);
  await expect.poll(() => violations(bayu), { timeout: 15_000 }).toEqual([]);
  await picture(bayu, 'mention-told');
  await told.getByRole('button', { name: 'Open' }).click();
  await expect(bayu.getByText(`@${COLLEAGUE}`)).toBeVisible();
  await expect(view).toHaveText('Mentions');
  await expect(bayu.getByRole('option', { name: CUSTOMER })).not.toContainText('Mentioned');
  await expect.poll(() => violations(bayu), { timeout: 15_000 }).toEqual([]);
  await picture(bayu, 'mention-read');
  // Whoever wrote it was named by nobody.
  await desk.bringToFront();
  await expect(desk.getByRole('button', { name: /^Mentions/ })).toHaveText('Mentions');
});

test('somebody who left is offered no more, and what named them still says so', async () => {
  const { desk } = fresh;
  await desk.goto('/settings/team');
  await desk.getByRole('button', { name: `Remove ${COLLEAGUE}` }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(desk.getByText(`${COLLEAGUE} is no longer in the team.`)).toBeVisible();
  await desk.goto('/inbox');
  await desk.getByRole('option', { name: CUSTOMER }).click();
  await expect(desk.getByText(`@${COLLEAGUE}`)).toBeVisible();
  await desk.keyboard.press('n');
  await desk.keyboard.type('Halo @bay');
  await expect(desk.getByRole('listbox', { name: 'Name a colleague' })).toHaveCount(0);
  await desk.keyboard.type(' sudah');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('Halo @bay sudah')).toBeVisible();
});
