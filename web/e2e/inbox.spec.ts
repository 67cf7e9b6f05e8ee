import { expect, type Page, test } from '@playwright/test';
import { signIn, violations } from './desk';
import { customer } from './meta';

/** Two customers with names of this test alone, the second one newest. */
async function customers(page: Page): Promise<[string, string]> {
  const run = Date.now() % 1_000_000;
  const names: [string, string] = [`Kirana ${run}`, `Bagas ${run}`];
  // Meta tells whole seconds: two of the same one have no order.
  const before = Date.now() - 1000;
  await (await customer(page.request, names[0])).says('Halo, masih buka?', before);
  await (await customer(page.request, names[1])).says('Halo, masih buka?');
  for (const name of names) await expect(page.getByRole('option', { name })).toBeVisible();
  return names;
}

const list = (page: Page) => page.getByRole('listbox', { name: 'Conversations' });
const row = (page: Page, name: string) => list(page).getByRole('option', { name });
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('region', { name: 'Messages', exact: false }).getByText(text).first()).toBeVisible();

/** Puts the keyboard on the newest row. */
async function first(page: Page): Promise<void> {
  await list(page).focus();
  await page.keyboard.press('Home');
}

test.beforeEach(async ({ page }) => {
  await signIn(page);
});

test('resolves with one key, undoes it, and opens again when the customer writes', async ({ page }) => {
  const [, name] = await customers(page);
  await first(page);
  await page.keyboard.press('Shift+E');
  await expect(row(page, name)).toHaveCount(0);
  const toast = page.getByRole('status').filter({ hasText: 'Resolved.' });
  await expect(toast).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.mouse.move(0, 0);
  await expect(row(page, name)).toBeVisible();

  await first(page);
  await page.keyboard.press('Shift+E');
  await expect(row(page, name)).toHaveCount(0);
  await page.goto('/inbox?view=resolved');
  await row(page, name).click();
  await said(page, /resolved the conversation/);
  const phone = await page.context().newPage();
  await phone.goto(process.env.LOKET_PHONE_URL ?? '');
  await phone
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await phone.getByRole('textbox', { name: 'Message' }).fill('Satu lagi, kak');
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  await page.bringToFront();
  await said(page, 'Opened again: the customer wrote');
});

test('assigns, labels and snoozes without the pointer; another browser agrees', async ({ page, browser }) => {
  const [, name] = await customers(page);
  const other = await (await browser.newContext()).newPage();
  await signIn(other);
  await expect(row(other, name)).toBeVisible();

  await first(page);
  await page.keyboard.press('i');
  await expect(row(page, name).getByText(/Assigned to/)).toBeAttached();
  await expect(row(other, name).getByText(/Assigned to/)).toBeAttached();

  const label = `Penting ${Date.now() % 100_000}`;
  await page.keyboard.press('l');
  await page.getByRole('combobox', { name: 'Find or make a label' }).fill(label);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('option', { name: label })).toContainText('has this label');
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(row(other, name).getByText(`Labels: ${label}.`)).toBeAttached();
  await page.goto(`/inbox?q=${encodeURIComponent(`label:"${label}"`)}`);
  await expect(list(page).getByRole('option')).toHaveCount(1);

  await first(page);
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'Snooze the conversation' })).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.keyboard.press('Enter');
  // What sleeps leaves the list, here and there, and is found where it sleeps.
  await expect(row(page, name)).toHaveCount(0);
  await expect(row(other, name)).toHaveCount(0);
  await page.goto('/inbox?view=snoozed');
  await expect(row(page, name).getByText('Snoozed')).toBeVisible();
  await other.context().close();
});

test('selects with the keyboard, resolves many, and puts them back', async ({ page }) => {
  const names = await customers(page);
  await first(page);
  await page.keyboard.press('v');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('region', { name: 'Selected conversations' });
  await expect(bar.getByText('2 selected')).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.keyboard.press('Shift+E');
  for (const name of names) await expect(row(page, name)).toHaveCount(0);
  await expect(bar).toHaveCount(0);
  await page.keyboard.press('Control+z');
  for (const name of names) await expect(row(page, name)).toBeVisible();
});

test('searches with operators, says what it does not know, and keeps the search as a view', async ({
  page,
}) => {
  const [, name] = await customers(page);
  await page.keyboard.press('/');
  const box = page.getByRole('combobox', { name: 'Search name or text' });
  await expect(box).toBeFocused();
  await page.keyboard.type('is:unr');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('is:unread ');
  await page.keyboard.type(`from:"${name}" is:nonsense`);
  await expect(page.getByText('“is:nonsense” is not known. It is left out.')).toBeVisible();
  await expect(list(page).getByRole('option')).toHaveCount(1);
  await box.fill(`from:"${name}"`);
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('option')).toHaveCount(1);
  await list(page).focus();
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Find a view' }).fill('Save this');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name of the view' }).fill(`Hanya ${name}`);
  const kept = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().includes('/views'),
  );
  await page.keyboard.press('Enter');
  await kept;
  await page.goto('/inbox');
  await expect(list(page).getByRole('option').first()).toBeVisible();
  await page.keyboard.press('f');
  await page.getByRole('combobox', { name: 'Find a view' }).fill(`Hanya ${name}`);
  await expect(page.getByRole('dialog').getByRole('option', { name: `Hanya ${name}` })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=/);
  await expect(list(page).getByRole('option')).toHaveCount(1);
});

test('whoever types a search and opens a conversation before it has rested keeps both', async ({ page }) => {
  const [, name] = await customers(page);
  await page.keyboard.press('/');
  // The pointer is quicker than the rest after the last key.
  await page.getByRole('combobox', { name: 'Search name or text' }).pressSequentially('Bagas');
  await list(page).focus();
  await row(page, name).click();
  await said(page, 'Halo, masih buka?');
  await page.waitForTimeout(400);
  await said(page, 'Halo, masih buka?');
  await expect(page).toHaveURL(/q=Bagas/);
});

test('labels are made, changed and deleted in the settings', async ({ page }) => {
  const name = `Grosir ${Date.now() % 100_000}`;
  await page.goto('/settings/labels');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('radio', { name: 'Violet' }).check({ force: true });
  await page.getByRole('button', { name: 'Add label' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
  await page.getByRole('button', { name: `Change the label “${name}”` }).click();
  const form = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Save' }) });
  await form.getByRole('textbox', { name: 'Name' }).fill(`${name} besar`);
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: `Delete the label “${name} besar”` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('No conversation has it.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Delete label' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: `${name} besar` })).toHaveCount(0);
});
