import { expect, type Locator, type Page, test } from '@playwright/test';
import { signIn } from './desk';
import { customer } from './meta';
import { PAGES } from './pages';

/** Pages that read nothing of the server but who one is: they cannot fail. */
const WITHOUT = [
  '/no-such-page',
  '/settings/appearance',
  '/settings/channels/new',
  '/settings/channels/instagram',
];
/** Beside the pages themselves, what they are with something chosen. */
const MORE = [
  '/settings/channels/instagram?login=0198a0c0-0000-7000-8000-000000000000',
  '/settings/channels/new?again=0198a0c0-0000-7000-8000-000000000000',
  '/admin/whatsapp-settings?see=profile',
  '/knowledge?tab=policies',
  '/knowledge?tab=versions',
  '/contacts/0198a0c0-0000-7000-8000-000000000000',
  '/evidence/0198a0c0-0000-7000-8000-000000000000',
];
/** What every page needs before it is one; without it there is no page to say anything. */
const FRAME = /\/api\/v1\/(about|session|rights|events|permissions)\b/;

/** The server's mishaps, switched on and off. */
async function fault(page: Page): Promise<(on: boolean) => void> {
  let broken = false;
  await page.route(/\/api\/v1\//, (route) =>
    broken && route.request().method() === 'GET' && !FRAME.test(route.request().url())
      ? route.fulfill({ status: PROBLEM.status, contentType: 'application/problem+json', json: PROBLEM })
      : route.fallback(),
  );
  return (on) => {
    broken = on;
  };
}

/** One that is not tried again by itself: the page says at once what it would say after the last try. */
const PROBLEM = {
  type: 'about:blank',
  title: 'Not now',
  status: 422,
  code: 'unavailable',
  detail: 'The database does not answer.',
  instance: 'req_recovery',
};

test('what cannot be read is said on every page, and “Try again” brings it', async ({ page, request }) => {
  test.setTimeout(120_000);
  const name = `Pulih ${Date.now() % 1_000_000}`;
  await (await customer(request, name)).says('Halo');
  await signIn(page);
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
  const thread = new URL(page.url()).pathname;
  const broken = await fault(page);
  for (const path of [thread, ...PAGES.filter((one) => !WITHOUT.includes(one)), ...MORE]) {
    broken(true);
    await page.goto(path);
    const again = page.getByRole('button', { name: 'Try again' });
    await expect(again.first(), `${path} says nothing`).toBeVisible({ timeout: 15_000 });
    await expect(page.getByText('The database does not answer.').first(), path).toBeVisible();
    broken(false);
    await expect(async () => {
      if ((await again.count()) > 0) await again.first().click({ timeout: 1000 });
      await expect(again, `${path} stays broken`).toHaveCount(0, { timeout: 1500 });
    }).toPass({ timeout: 15_000 });
    await expect(page.locator('main'), path).not.toContainText('The database does not answer.');
  }
});

/**
 * After a second failure the page is offered to be loaded anew: some browsers, and some versions of one, keep a file that
 * failed as long as the page is open.
 */
async function anewWhereKept(page: Page, comes: Locator): Promise<void> {
  const anew = page.getByRole('button', { name: 'Load the page anew' }).first();
  await expect(comes.or(anew).first()).toBeVisible();
  if (await anew.isVisible()) await anew.click();
}

test('a part whose code does not come leaves the rest of the page as it is', async ({ page, request }) => {
  const name = `Bagian ${Date.now() % 1_000_000}`;
  await (await customer(request, name)).says('Halo');
  // Wide enough that the contact stands beside the thread by itself.
  await page.setViewportSize({ width: 1440, height: 800 });
  let away = true;
  await page.route(/\/assets\/(panel|actions-box)-[\w-]+\.js/, (route) =>
    away ? route.abort() : route.continue(),
  );
  await signIn(page);
  await page.getByRole('option', { name }).click();
  const thread = page.getByRole('region', { name: `Messages with ${name}` });
  const said = thread.getByRole('listitem').filter({ hasText: 'Halo' });
  const part = page.getByRole('alert').filter({ hasText: 'This part could not be fetched.' });
  const contact = page.getByRole('complementary', { name: 'Contact' });
  await expect(contact.filter({ has: part })).toBeVisible();
  await expect(said).toBeVisible();
  await page.getByRole('textbox', { name: /^Write to/ }).fill('Halo, Kak');
  // A menu says it, is closed, and can be opened again.
  const menu = said.getByRole('button', { name: 'Message actions' });
  await said.hover();
  await menu.click();
  await expect(page.getByRole('status').getByText('This part could not be fetched.')).toBeVisible();
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  away = false;
  // Where the browser keeps the failure, the page is loaded anew: what was typed is still there.
  await part.getByRole('button', { name: 'Try again' }).first().click();
  await anewWhereKept(page, contact.getByText(name));
  await expect(contact.getByText(name)).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Write to/ })).toHaveValue('Halo, Kak');
});

test('Enter for a list that does not come asks for it again, and sends nothing', async ({
  page,
  request,
}) => {
  const name = `Siap ${Date.now() % 1_000_000}`;
  await (await customer(request, name)).says('Halo');
  let away = true;
  await page.route(/\/assets\/canned-picker-[\w-]+\.js/, (route) =>
    away ? route.abort() : route.continue(),
  );
  await signIn(page);
  await page.getByRole('option', { name }).click();
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await field.pressSequentially('/zz');
  const part = page.getByRole('alert').filter({ hasText: 'This part could not be fetched.' });
  await expect(part).toBeVisible();
  away = false;
  await field.press('Enter');
  const list = page.getByText(/ready-made repl/).first();
  await anewWhereKept(page, list);
  await field.click();
  await expect(list).toBeVisible();
  await expect(part).toHaveCount(0);
  await expect(field).toHaveValue('/zz');
  const thread = page.getByRole('region', { name: `Messages with ${name}` });
  await expect(thread.getByRole('listitem').filter({ hasText: '/zz' })).toHaveCount(0);
});
