import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { signIn, violations } from './desk';
import { customer } from './meta';

/** A name that no other run has. */
const unique = (name: string) => `${name} ${Date.now() % 1_000_000}`;

async function openContact(page: Page, name: string): Promise<void> {
  await page.goto('/contacts');
  await page.getByLabel('Name, user name or number').fill(name);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('somebody who wrote is found by keyboard, agrees, and is described with undo', async ({
  page,
  request,
}) => {
  await signIn(page);
  const name = unique('Lestari');
  await (await customer(request, name)).says('Halo, masih buka?');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  const link = page.getByRole('link', { name, exact: true });
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.getByLabel('Name, user name or number').blur();
  await page.keyboard.press('j');
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What happened' }).getByText('First seen')).toBeVisible();

  const consent = page.getByRole('region', { name: 'Consent', exact: true });
  await consent.getByRole('button', { name: 'Record an opt-in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Where they agreed').fill('Form');
  await dialog.getByLabel('Proof').fill('Form 12');
  await dialog.getByRole('button', { name: 'Record an opt-in' }).click();
  await expect(consent.getByText('Opted in')).toBeVisible();
  await expect(consent.getByText('Form 12')).toBeVisible();

  const attributes = page.getByRole('region', { name: 'Attributes' });
  await attributes.getByRole('button', { name: 'Manage attributes' }).click();
  const city = unique('City');
  const names = page.getByRole('dialog', { name: 'Manage attributes' });
  await names.getByLabel('Name').fill(city);
  await names.getByRole('button', { name: 'Make the attribute' }).click();
  await expect(names.getByText(city, { exact: true })).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.keyboard.press('Escape');
  await attributes.getByLabel('Add a value…').selectOption(city);
  await attributes.getByRole('textbox', { name: city }).fill('Bandung');
  await page.keyboard.press('Enter');
  await expect(attributes.getByText('Bandung')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(attributes.getByText('Bandung')).toBeHidden();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
});

test('two contacts become one after a look, and two again', async ({ page, request }) => {
  await signIn(page);
  const [one, other] = [unique('Mawar'), unique('Melati')];
  await (await customer(request, one)).says('Ini nomor baru saya');
  await (await customer(request, other)).says('Ini nomor lama saya');
  await openContact(page, one);
  await page.getByRole('button', { name: 'Merge with another contact' }).click();
  const dialog = page.getByRole('dialog', { name: `Merge with ${one}` });
  await dialog.getByRole('combobox', { name: 'Find the other contact' }).fill(other);
  await dialog.getByRole('option', { name: other }).click();
  await expect(dialog.getByText(/One conversation becomes part of one/)).toBeVisible();
  await expect(dialog.getByText(/becomes an earlier number or id/)).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByText(`They are one contact now: ${one}.`)).toBeVisible();
  const merges = page.getByRole('region', { name: 'The same person twice' });
  await expect(merges.getByText(other)).toBeVisible();
  await page.getByRole('link', { name: 'Open the conversation' }).click();
  await expect(page.getByText('Ini nomor lama saya').first()).toBeVisible();

  await openContact(page, one);
  await merges.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Both contacts are back.')).toBeVisible();
  await openContact(page, other);
  await page.getByRole('link', { name: 'Open the conversation' }).click();
  const thread = page.getByRole('region', { name: `Messages with ${other}` });
  await expect(thread.getByText('Ini nomor lama saya')).toBeVisible();
  await expect(thread.getByText('Ini nomor baru saya')).toHaveCount(0);
});

test('a table enters only who agreed; the rest can be saved and says why', async ({ page }) => {
  await signIn(page);
  await page.goto('/contacts');
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByText('Import is for people who already agreed.')).toBeVisible();
  const digits = String(Date.now()).slice(-8);
  const name = unique('Kenanga');
  const rows = [
    'Nomor;Nama;Asal;Tanggal setuju',
    `0812${digits};${name};Formulir;28/02/2026`,
    '123;Tanpa nomor;Formulir;28/02/2026',
    `0813${digits};Tanpa hari;Formulir;`,
  ].join('\n');
  await page.getByLabel('Choose a table or drop it here').setInputFiles({
    name: 'pelanggan.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows),
  });
  await page.getByLabel('Nomor is').selectOption({ label: 'Phone number (needed)' });
  await expect(page.getByRole('paragraph').filter({ hasText: 'Say which column' })).toBeVisible();
  await page.getByLabel('Asal is').selectOption({ label: 'Where they agreed (needed)' });
  const would = page.getByRole('region', { name: 'What would happen' });
  await expect(would.getByRole('definition')).toHaveText(['1', '0', '1', '1']);
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.getByRole('button', { name: 'Enter one person' }).click();
  await expect(page.getByText('The people are in the book')).toBeVisible({ timeout: 20_000 });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the rows left out' }).click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  expect(file).toContain('Tanpa hari');
  expect(file).toContain('when this person agreed is missing');
  await openContact(page, name);
  const consent = page.getByRole('region', { name: 'Consent', exact: true });
  await expect(consent.getByText('Formulir')).toBeVisible();
  await expect(consent.getByText(/28 Feb 2026/)).toBeVisible();
});
