import { expect, type Page, test } from '@playwright/test';
import { signIn, signInAnew } from './desk';
import { customer } from './meta';

const card = (page: Page) => page.getByRole('region', { name: 'AI draft, waiting for you' });
const thread = (page: Page, name: string) => page.getByRole('region', { name: `Messages with ${name}` });

/** Somebody asked what the shop can answer; their thread is open, with the draft. */
async function asked(page: Page, called: string): Promise<string> {
  const name = `${called} ${Date.now() % 100_000}`;
  await (await customer(page.request, name)).says('Halo, kapan toko buka?');
  await page.getByRole('option', { name }).click();
  await expect(card(page)).toBeVisible();
  return name;
}

test('an approval without a connection says so, and is not sent when it is back', async ({
  page,
  context,
}) => {
  await signIn(page);
  const name = await asked(page, 'Luring');
  const approvals: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/approve')) approvals.push(request.url());
  });
  await context.setOffline(true);
  await card(page)
    .getByRole('button', { name: /Approve and send/ })
    .click();
  await expect(card(page).getByRole('alert')).toContainText('Loket cannot be reached.');
  const tried = approvals.length;
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('button', { name: 'Retry now' })).toHaveCount(0, { timeout: 20_000 });
  // What would go by itself goes as soon as the connection is there.
  await page.waitForTimeout(2_000);
  expect(approvals).toHaveLength(tried);
  await expect(card(page).getByRole('button', { name: /Approve and send/ })).toBeEnabled();
  await expect(thread(page, name).getByText(/AI approved by/)).toHaveCount(0);
});

test('Ctrl and Enter in a field of something else approve nothing', async ({ page }) => {
  await signIn(page);
  await asked(page, 'Kolom');
  if (await page.getByRole('button', { name: 'Show contact' }).isVisible())
    await page.getByRole('button', { name: 'Show contact' }).click();
  const attributes = page.getByRole('region', { name: 'Attributes' });
  await attributes.getByRole('button', { name: 'Manage attributes' }).click();
  const names = page.getByRole('dialog', { name: 'Manage attributes' });
  const city = `Kota ${Date.now() % 100_000}`;
  await names.getByLabel('Name', { exact: true }).last().fill(city);
  await names.getByRole('button', { name: 'Make the attribute' }).click();
  await page.keyboard.press('Escape');
  await attributes.getByLabel('Add a value…').selectOption(city);
  const field = attributes.getByRole('textbox', { name: city });
  await field.fill('Bandung');
  await field.press('Control+Enter');
  await expect(attributes.getByText('Bandung')).toBeVisible();
  await page.waitForTimeout(1_000);
  await expect(card(page)).toBeVisible();
  // On the card it approves.
  await card(page).getByRole('button', { name: /Edit/ }).focus();
  await page.keyboard.press('Control+Enter');
  await expect(card(page)).toBeHidden();
});

/** The session ended, and nobody does anything. */
async function leadsToSignIn(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/login\?.*expired/, { timeout: 30_000 });
  await expect(page.getByText('Your session ended.')).toBeVisible();
}

test('an idle desk whose session ended leads to the sign-in, told by the live connection', async ({
  page,
}) => {
  let end = () => {};
  await page.routeWebSocket(/\/events/, (socket) => {
    socket.connectToServer();
    end = () => void socket.close({ code: 4401 });
  });
  await signInAnew(page);
  await page.context().clearCookies();
  end();
  await leadsToSignIn(page);
});

test('and by what is read again, where no live connection comes through', async ({ page }) => {
  await page.routeWebSocket(/\/events/, (socket) => socket.close());
  await signInAnew(page);
  await page.context().clearCookies();
  await leadsToSignIn(page);
});
