import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { signIn, signInAnew, violations } from './desk';
import { type OwnHouse, ownHouse } from './own-house';

// Time is moved here, so nobody else lives in this house. The window closes last: what comes after is tomorrow.
test.describe.configure({ mode: 'serial' });

let house: OwnHouse;
let meta: Page;
let desk: Page;

const open = (browser: Browser) =>
  browser.newPage({ baseURL: house.url, reducedMotion: 'reduce', locale: 'en-GB' });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await ownHouse();
  desk = await open(browser);
  await signIn(desk, house);
  meta = await open(browser);
  await meta.goto(house.phone.replace(/phone$/, 'console'));
  await expect(meta.getByRole('heading', { level: 2, name: 'Stories' })).toBeVisible();
});

test.afterAll(async () => {
  await house?.stop();
});

/** Starts a story. Answers its box, and the name of its customer. */
async function play(title: string): Promise<{ box: Locator; name: string }> {
  const box = meta.getByRole('region', { name: title });
  await box.getByRole('button', { name: `Play: ${title}` }).click();
  await expect(box.getByText('Customer:')).toBeVisible();
  return { box, name: await box.locator('.who strong').innerText() };
}

const played = (box: Locator) =>
  expect(box.getByText('as it should be', { exact: true })).toBeVisible({ timeout: 40_000 });

const goOn = (box: Locator) => box.getByRole('button', { name: 'Go on' }).click({ timeout: 40_000 });

async function look(page: Page, name: string): Promise<Locator> {
  await page.goto('/inbox');
  await page.getByRole('option', { name }).click();
  const thread = page.getByRole('region', { name: `Messages with ${name}` });
  await expect(thread).toBeVisible();
  return thread;
}

const draft = (page: Page) => page.getByRole('region', { name: 'AI draft, waiting for you' });
const approve = (page: Page) => draft(page).getByRole('button', { name: /Approve and send/ });

test('First order', async () => {
  test.setTimeout(120_000);
  const { box, name } = await play('First order');
  const thread = await look(desk, name);
  await expect(draft(desk).getByRole('button', { expanded: false }).first()).toBeVisible({ timeout: 20_000 });
  // Nothing leaves before somebody approves it.
  await expect(box.getByText('Berapa ongkos kirim ke Bandung?')).toHaveCount(0);
  await approve(desk).click();
  await expect(thread.getByText('Berapa ongkos kirim ke Bandung?')).toBeVisible({ timeout: 30_000 });
  await approve(desk).click({ timeout: 20_000 });
  await expect(thread.getByText('Baik, saya pesan satu ya.')).toBeVisible({ timeout: 30_000 });
  await played(box);
  await expect(thread.getByText(/^AI approved by/)).toHaveCount(2);
  await expect.poll(() => violations(meta), { timeout: 15_000 }).toEqual([]);
});

test('Webhook arrives twice and late', async () => {
  test.setTimeout(120_000);
  const { box, name } = await play('Webhook arrives twice and late');
  await played(box);
  const thread = await look(desk, name);
  const said = thread.getByRole('listitem').filter({ hasText: /^.*(Satu|Dua|Tiga): / });
  await expect(said).toHaveCount(3);
  await expect(said).toContainText(['Satu: halo', 'Dua: saya cari', 'Tiga: untuk dua']);
});

test('Template rejected', async () => {
  test.setTimeout(120_000);
  const { box, name } = await play('Template rejected');
  const waits = await box.getByText(/^.*The template kabar_\d+ waits/).innerText();
  const template = /kabar_\d+/.exec(waits)?.[0] ?? '';
  await look(desk, name);
  await desk.keyboard.press('t');
  const search = desk.getByRole('combobox', { name: 'Search templates' });
  await search.fill(template);
  const option = desk.getByRole('option', { name: template });
  await expect(option).toHaveAttribute('aria-disabled', 'true', { timeout: 20_000 });
  await expect(option).toContainText('Rejected by Meta');
  await goOn(box);
  await expect(option).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
  await option.click();
  await desk.getByRole('button', { name: 'Send template' }).click();
  await played(box);
});

test('Two agents, one draft', async ({ browser }) => {
  test.setTimeout(120_000);
  const other = await open(browser);
  await signInAnew(other, house);
  const { box, name } = await play('Two agents, one draft');
  const pages = [desk, other] as const;
  for (const page of pages) {
    await look(page, name);
    await expect(approve(page)).toBeVisible({ timeout: 20_000 });
  }
  // Both have decided before either is answered.
  let held = 0;
  let release = () => {};
  const both = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const page of pages) {
    await page.route('**/api/v1/drafts/*/approve', async (route) => {
      held += 1;
      if (held === 2) release();
      await both;
      await route.continue();
    });
  }
  const answers = pages.map((page) => page.waitForResponse(/\/approve$/));
  await Promise.all(pages.map((page) => approve(page).click()));
  const statuses = (await Promise.all(answers)).map((answer) => answer.status());
  expect([...statuses].sort()).toEqual([200, 409]);
  await played(box);
  await desk.unroute('**/api/v1/drafts/*/approve');
  await other.close();
});

test('Window closes while you type', async () => {
  test.setTimeout(150_000);
  const { box, name } = await play('Window closes while you type');
  await look(desk, name);
  const field = desk.getByRole('textbox', { name: `Write to ${name}` });
  await field.fill('Sudah, Kak. Nomor resinya');
  await goOn(box);
  // Whoever signed in is still in, although a day has passed.
  await expect(desk.getByText('The 24-hour window has closed.')).toBeVisible({ timeout: 60_000 });
  await expect(desk.getByText('Sudah, Kak. Nomor resinya')).toBeVisible();
  await goOn(box);
  await expect(field).toHaveValue('Sudah, Kak. Nomor resinya', { timeout: 20_000 });
  await played(box);
});
