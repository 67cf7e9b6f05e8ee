import { expect, test } from '@playwright/test';
import { signIn, writeAsCustomer } from './desk';
import { customer } from './meta';

test('a customer writes, a draft appears, a person approves, the customer reads', async ({
  page,
  context,
}) => {
  await signIn(page);
  const name = `Sari ${Date.now() % 100_000}`;
  const phone = await context.newPage();
  await writeAsCustomer(phone, name, 'Halo, kapan toko buka?');

  await page.bringToFront();
  const row = page.getByRole('option', { name });
  await expect(row).toBeVisible();
  await row.click();
  const thread = page.getByRole('region', { name: `Messages with ${name}` });
  await expect(thread.getByText('Halo, kapan toko buka?')).toBeVisible();

  const draft = page.getByRole('region', { name: 'AI draft, waiting for you' });
  await expect(draft).toBeVisible();
  await expect(draft.getByText('Safety check passed')).toBeVisible();
  const words = await draft.locator('.spoken').first().innerText();
  expect(words).not.toBe('');
  // Every draft names what it stands on, and each source opens its passage.
  const source = draft.getByRole('button', { expanded: false }).first();
  await source.click();
  await expect(draft.getByRole('figure')).toBeVisible();

  await draft.getByRole('button', { name: /Approve and send/ }).click();
  await expect(draft).toBeHidden();
  await phone.bringToFront();
  await expect(phone.getByRole('log', { name: 'Messages' })).toContainText(words, {
    useInnerText: true,
    timeout: 20_000,
  });
  await page.bringToFront();
  await expect(thread.getByRole('img', { name: /^Read/ })).toBeVisible({ timeout: 20_000 });
  await expect(thread.getByText(/AI approved by/)).toBeVisible();
});

test('what one typed survives a reload', async ({ page }) => {
  await signIn(page);
  const name = `Budi ${Date.now() % 100_000}`;
  await (await customer(page.request, name)).says('Halo');
  await page.getByRole('option', { name }).click();
  const field = page.getByRole('textbox', { name: `Write to ${name}` });
  await field.fill('Belum selesai');
  await page.reload();
  await expect(field).toHaveValue('Belum selesai');
});

test('a reply is there at once and once', async ({ page }) => {
  await signIn(page);
  const name = `Ayu ${Date.now() % 100_000}`;
  await (await customer(page.request, name)).says('Halo');
  await page.getByRole('option', { name }).click();
  const thread = page.getByRole('region', { name: `Messages with ${name}` });
  await expect(thread.getByText('Unread', { exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: `Write to ${name}` }).fill('Selamat siang!');
  await page.keyboard.press('Enter');
  await expect(thread.getByText('Selamat siang!')).toHaveCount(1);
  await expect(thread.getByText('Unread', { exact: true })).toHaveCount(0);
  await expect(thread.getByRole('img', { name: /^(Delivered|Read)/ })).toBeVisible({ timeout: 20_000 });
  await expect(thread.getByText('Selamat siang!')).toHaveCount(1);
});

test('a wrong password says so, and a page one wanted is where one lands', async ({ page }) => {
  await page.goto('/evidence');
  await expect(page).toHaveURL(/\/login/);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByLabel('E-mail')).toHaveAccessibleDescription('Enter your e-mail.');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    'Enter your password.',
  );
  await page.getByLabel('E-mail').fill(process.env.LOKET_EMAIL ?? '');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('E-mail or password is not right.');
  await page.getByLabel('Password', { exact: true }).fill(process.env.LOKET_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Evidence' })).toBeVisible();
});
