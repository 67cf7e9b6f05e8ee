import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { signIn, violations } from './desk';

/** Asks in the Try it tab and gives what the page answers. */
async function ask(page: Page, question: string): Promise<void> {
  await page.goto('/knowledge?tab=try');
  await page.getByLabel('Question').fill(question);
  await page.getByRole('button', { name: 'Ask' }).click();
}

test('a price edited by keyboard is what the next draft says, and the version can be restored', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/knowledge');
  await page.getByLabel('Search the catalogue').fill('AG-KT');
  const price = page.getByRole('button', { name: /^Price of Kantong tidur/ });
  await price.focus();
  await page.keyboard.type('431000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('One change is not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('One change is not saved')).toBeHidden();
  await price.press('F2');
  await page.getByRole('textbox', { name: /^Price of/ }).fill('431.000');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(page.getByText(/Saved as version/)).toBeVisible();

  await ask(page, 'Berapa harga kantong tidur?');
  await expect(page.getByText(/431\.000/).first()).toBeVisible();
  await expect(page.getByText('Safety check passed')).toBeVisible();

  await page.goto('/knowledge?tab=versions');
  await expect(page.getByText(/Edited · Catalogue: 1 changed \(Kantong tidur\)/).first()).toBeVisible();
  await page.getByRole('button', { name: 'What changed' }).first().click();
  await expect(page.getByRole('dialog').getByText('425000')).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Restore' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText(/is back, as version/)).toBeVisible();
});

test('what is not saved waits through other tabs, other pages, a reload and other people’s versions', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/knowledge');
  await page.getByLabel('Search the catalogue').fill('AG-KT');
  await page.getByRole('button', { name: /^Price of Kantong tidur/ }).press('F2');
  await page.getByRole('textbox', { name: /^Price of/ }).fill('432.000');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /^Hours/ }).click();
  const set = page.getByRole('button', { name: 'Set the hours' });
  const friday = page.getByRole('switch', { name: /Friday/ });
  await expect(set.or(friday)).toBeVisible();
  if (await set.isVisible()) await set.click();
  await friday.locator('..').click();
  await expect(page.getByText('One change is not saved')).toBeVisible();
  const open = await friday.isChecked();
  // A feed, or a colleague, makes another version meanwhile.
  await page.evaluate(async () => {
    const workspace = localStorage.getItem('loket.workspace') ?? '';
    const head = { 'Loket-Workspace': workspace, 'content-type': 'application/json' };
    const now = (await (await fetch('/api/v1/knowledge', { headers: head })).json()) as { document: unknown };
    await fetch('/api/v1/knowledge', {
      method: 'PUT',
      headers: head,
      body: JSON.stringify({ document: now.document }),
    });
  });
  await page.getByRole('link', { name: 'Inbox' }).first().click();
  await expect(page.getByText('2 changes to the knowledge are not saved. They wait there.')).toBeVisible();
  await page.getByRole('link', { name: 'Knowledge' }).first().click();
  await expect(page.getByRole('tab', { name: /^Catalogue.*1 unsaved/ })).toBeVisible();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText('One change is not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Discard all' }).click();
  await page.getByRole('tab', { name: /^Hours.*1 unsaved/ }).click();
  expect(await friday.isChecked()).toBe(open);
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.getByRole('button', { name: 'Discard all' }).click();
  await expect(page.getByRole('tab', { name: /unsaved/ })).toHaveCount(0);
});

test('a table is imported; what is left out can be saved and says why', async ({ page }) => {
  await signIn(page);
  await page.goto('/knowledge');
  await page.getByRole('button', { name: 'Import' }).click();
  const code = `E2E-${Date.now() % 100_000}`;
  const rows = `Kode;Nama Barang;Harga;Catatan gudang\n${code};Botol lipat;Rp 89.000;x\n;Tanpa kode;1;=1+1\n`;
  await page.getByLabel('Choose a table or drop it here').setInputFiles({
    name: 'gudang.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(rows),
  });
  const dialog = page.getByRole('dialog', { name: 'Import a catalogue' });
  await expect(dialog.getByLabel('Nama Barang is')).toHaveValue('name');
  await expect(dialog.getByText('the article code is missing')).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save them as CSV' }).click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  expect(file).toContain('"\'=1+1"');
  await dialog.getByRole('button', { name: 'Import one row' }).click();
  await expect(dialog.getByText(/The catalogue is now version/)).toBeVisible({ timeout: 15_000 });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByLabel('Search the catalogue').fill(code);
  await expect(page.getByRole('button', { name: /Botol lipat/ }).first()).toBeVisible();
});

test('in an Indonesian desk, why a row is left out is said in Indonesian', async ({ page }) => {
  await signIn(page);
  await page.evaluate(() => localStorage.setItem('loket.language', 'id'));
  await page.goto('/knowledge');
  await page.getByRole('button', { name: 'Impor' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: 'gudang.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Kode;Nama;Harga\nA1;Kopi;gratis\n;Teh;1000\nA2;;1000\n'),
  });
  const left = page.getByRole('dialog').getByRole('listitem');
  await expect(left.filter({ hasText: 'Harga: harga bukan angka' })).toBeVisible();
  await expect(left.filter({ hasText: 'kode barang tidak ada' })).toBeVisible();
  await expect(left.filter({ hasText: 'nama barang tidak ada' })).toBeVisible();
});

test('a policy document is read, published, and answers', async ({ page }) => {
  await signIn(page);
  await page.goto('/knowledge?tab=policies');
  await page.getByLabel('Choose a policy document or drop it here').setInputFiles({
    name: 'garansi.md',
    mimeType: 'text/markdown',
    buffer: Buffer.from('# Servis tenda\n\nJasa servis tenda tersedia di toko kami setiap hari Sabtu.\n'),
  });
  const card = page.getByRole('article', { name: 'garansi.md' }).first();
  await card.getByRole('button', { name: 'Review and publish' }).click({ timeout: 20_000 });
  const dialog = page.getByRole('dialog', { name: 'garansi.md' });
  await expect(dialog.getByLabel('Heading of passage 1')).toHaveValue('Servis tenda');
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(card.getByText(/Published in version/)).toBeVisible();
  await ask(page, 'Apakah ada jasa servis tenda?');
  await expect(page.getByText(/servis tenda tersedia/).first()).toBeVisible();
});

test('what nothing answers is said, with what helps', async ({ page }) => {
  await signIn(page);
  await ask(page, 'Apakah kalian menjual pesawat terbang bekas?');
  await expect(page.getByText('Nothing in your catalogue or policies answers this.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Add knowledge' }).click();
  await expect(page.getByRole('tab', { name: /Answers/ })).toHaveAttribute('aria-selected', 'true');
});
