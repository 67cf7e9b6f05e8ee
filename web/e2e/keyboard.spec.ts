import { expect, test } from '@playwright/test';
import { signIn } from './desk';
import { customer } from './meta';

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

test('goes everywhere without the pointer', async ({ page }) => {
  for (const [keys, heading] of [
    ['a', 'Approvals'],
    ['e', 'Evidence'],
    ['k', 'Knowledge'],
    ['s', 'Channels'],
    ['i', 'Inbox'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(keys);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  }
});

test('opens a conversation, writes, and goes back up', async ({ page, request }) => {
  const name = `Tono ${Date.now() % 100_000}`;
  await (await customer(request, name)).says('Halo');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search name or text' })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { name })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inbox\/./);

  const field = page.getByRole('textbox', { name: /^Write to/ });
  await expect(field).toBeVisible();
  await page.keyboard.press('r');
  await expect(field).toBeFocused();
  // In a field, single keys are letters.
  await page.keyboard.type('jkaex?');
  await expect(field).toHaveValue('jkaex?');
  await page.keyboard.press('Shift+Enter');
  await expect(field).toHaveValue('jkaex?\n');
  await field.fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toBeFocused();
});

test('approves from the queue with one key', async ({ page, request }) => {
  const name = `Intan ${Date.now() % 100_000}`;
  await (await customer(request, name)).says('Promo apa saja yang sedang berlaku?');
  await page.goto('/approvals');
  // Others leave many drafts here; nobody else asks for promos.
  await page.getByLabel('What the customer wants').selectOption('promo_list', { timeout: 20_000 });
  await page.getByRole('listbox', { name: 'Drafts that wait' }).focus();
  const wanted = page.getByRole('option', { name, selected: true });
  await page.keyboard.press('Home');
  await expect(async () => {
    if ((await wanted.count()) === 0) await page.keyboard.press('ArrowDown');
    await expect(wanted).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  const draft = page.getByRole('region', { name: 'AI draft, waiting for you' });
  await expect(draft).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByRole('option', { name })).toHaveCount(0);
  await page.goto('/inbox');
  await page.getByRole('option', { name }).click();
  await expect(page.getByText(/AI approved by/)).toBeVisible();
});

test('single keys can be turned off', async ({ page }) => {
  await page.getByRole('button', { name: /Account/ }).click();
  await page.getByRole('menuitemradio', { name: 'Off' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to or do' })).toBeFocused();
});
