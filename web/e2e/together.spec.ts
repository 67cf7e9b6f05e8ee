import { expect, type Page, test } from '@playwright/test';
import { signIn, writeAsCustomer } from './desk';

test.describe.configure({ mode: 'serial' });

const RUN = Date.now() % 1_000_000;
const COLLEAGUE = `Bayu ${RUN}`;
let owner: Page;
let colleague: Page;

/** Who is signed in there, as colleagues see them. */
async function nameOf(page: Page): Promise<string> {
  const answer = await page.request.get('/api/v1/session');
  return ((await answer.json()) as { person: { name: string } }).person.name;
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  owner = await (await browser.newContext()).newPage();
  colleague = await (await browser.newContext()).newPage();
  await signIn(owner);
  await owner.goto('/settings/team');
  await owner.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = owner.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill(`bayu${RUN}@toko.example`);
  await dialog.getByRole('radio', { name: /^Agent/ }).check();
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const link = new URL((await dialog.locator('code').innerText()).trim());
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await colleague.goto(link.pathname + link.hash);
  await colleague.getByLabel('Your name').fill(COLLEAGUE);
  await colleague.getByLabel('New password', { exact: true }).fill('kopi susu gula aren');
  await colleague.getByRole('button', { name: 'Join' }).click();
  await expect(colleague.getByRole('heading', { name: 'First steps' })).toBeVisible();
});

test.afterAll(async () => {
  // The house is the other tests' too: nobody stays in it.
  await owner.goto('/settings/team');
  await owner.getByRole('button', { name: `Remove ${COLLEAGUE}` }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(owner.getByText(`${COLLEAGUE} is no longer in the team.`)).toBeVisible();
  await owner.context().close();
  await colleague.context().close();
});

const thread = (page: Page, name: string) => page.getByRole('region', { name: `Messages with ${name}` });

/** Somebody new writes, and both look at it. The phone stays open. */
async function bothOpen(name: string, words: string): Promise<Page> {
  const phone = await owner.context().newPage();
  await writeAsCustomer(phone, name, words);
  for (const page of [owner, colleague]) {
    await page.bringToFront();
    await page.goto('/inbox');
    await page.getByRole('option', { name }).click();
    await expect(thread(page, name)).toBeVisible();
  }
  return phone;
}

test('colleagues see each other look and write, and leave', async () => {
  const name = `Hadir ${RUN}`;
  const phone = await bothOpen(name, 'Halo');
  await phone.close();
  const here = owner.getByRole('list', { name: 'Colleagues here' });
  await expect(here.getByRole('listitem')).toHaveCount(1);
  await expect(here).toContainText(`${COLLEAGUE} is looking too`);
  // The list says it as well, before anybody opens the conversation.
  await expect(owner.getByRole('option', { name })).toContainText(`${COLLEAGUE} is looking too`);
  await expect(colleague.getByRole('list', { name: 'Colleagues here' })).toContainText(
    `${await nameOf(owner)} is looking too`,
  );
  await colleague.bringToFront();
  await colleague.getByRole('textbox', { name: `Write to ${name}` }).pressSequentially('Saya');
  await expect(here).toContainText(`${COLLEAGUE} is writing…`);
  await colleague
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /Approvals/ })
    .click();
  await expect(colleague.getByRole('heading', { level: 1, name: 'Approvals' })).toBeAttached();
  await expect(here).toHaveCount(0, { timeout: 20_000 });
});

/** Holds the approvals of all pages until each has sent one, then lets them go together. */
async function together(pages: readonly Page[]): Promise<void> {
  let release = () => {};
  const all = new Promise<void>((resolve) => {
    release = resolve;
  });
  let waiting = 0;
  for (const page of pages) {
    await page.route('**/api/v1/drafts/*/approve', async (route) => {
      waiting += 1;
      if (waiting === pages.length) release();
      await all;
      await route.continue();
    });
  }
}

test('two approve one draft at once: one wins, the other is told who was faster', async () => {
  const name = `Rebut ${RUN}`;
  const phone = await bothOpen(name, 'Halo, kapan toko buka?');
  const pages = [owner, colleague] as const;
  const draft = (page: Page) => page.getByRole('region', { name: 'AI draft, waiting for you' });
  for (const page of pages) await expect(draft(page)).toBeVisible({ timeout: 20_000 });
  const words = (await draft(owner).locator('.spoken').first().innerText()).split('\n')[0]?.trim() ?? '';
  expect(words).not.toBe('');

  await together(pages);
  const answers = pages.map((page) => page.waitForResponse(/\/api\/v1\/drafts\/[^/]+\/approve$/));
  await Promise.all(
    pages.map((page) =>
      draft(page)
        .getByRole('button', { name: /Approve and send/ })
        .click(),
    ),
  );
  const statuses = (await Promise.all(answers)).map((answer) => answer.status());
  expect([...statuses].sort()).toEqual([200, 409]);

  const ownerWon = statuses[0] === 200;
  const [winner, loser] = ownerWon ? [owner, colleague] : [colleague, owner];
  const faster = ownerWon ? await nameOf(owner) : COLLEAGUE;
  const told = (page: Page) => page.getByRole('alert').filter({ hasText: 'approved this' });
  await expect(told(loser)).toContainText(`${faster} approved this`);
  await expect(told(winner)).toHaveCount(0);
  for (const page of pages) {
    await expect(thread(page, name).getByText(`AI approved by ${faster}`)).toHaveCount(1);
    await expect(thread(page, name).getByText(/^AI approved by/)).toHaveCount(1);
  }

  await expect(thread(owner, name).getByRole('img', { name: /^(Delivered|Read)/ })).toBeVisible({
    timeout: 20_000,
  });
  const log = phone.getByRole('log', { name: 'Messages' });
  await expect(log).toContainText(words, { useInnerText: true });
  expect((await log.innerText()).split(words)).toHaveLength(2);
});
