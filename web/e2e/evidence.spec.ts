import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { signIn } from './desk';

test.beforeEach(async ({ page }) => {
  await signIn(page);
  await page.goto('/evidence');
  await expect(page.getByRole('list', { name: 'Entries' })).toBeVisible();
});

async function exported(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as JSON lines' }).click();
  return readFileSync(await (await download).path());
}

const give = (page: Page, name: string, buffer: Buffer) =>
  page.getByLabel('Choose or drop an export').setInputFiles({ name, mimeType: 'application/jsonl', buffer });

test('the chain is verified on the server and in this browser', async ({ page }) => {
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText(/^[\d,]+ rows?, unbroken$/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Recomputed in this browser: [\d,]+ hash/)).toBeVisible();
  // What took a while stands in the rail until it is cleared.
  await page.getByRole('button', { name: /Work/ }).click();
  await expect(
    page.getByRole('dialog', { name: 'Work in progress' }).getByText(/rows?, unbroken/),
  ).toBeVisible();
});

test('an export holds, and a forged one is seen to be forged', async ({ page }) => {
  const file = await exported(page);
  await give(page, 'evidence.jsonl', file);
  const box = page.getByRole('region', { name: 'Check an exported file' });
  await expect(box.getByText(/rows?, unbroken/)).toBeVisible();
  const forged = Buffer.from(file.toString('utf8').replace('"actor":"', '"actor":"x'));
  await give(page, 'forged.jsonl', forged);
  await expect(box.getByText(/The chain is broken at entry 1: this entry was changed/)).toBeVisible();
  await expect(box.getByText(/rows?, unbroken/)).toHaveCount(0);
  const lines = file.toString('utf8').split('\n');
  const cut = Buffer.from([...lines.slice(0, 2), ...lines.slice(3)].join('\n'));
  await give(page, 'cut.jsonl', cut);
  await expect(box.getByText(/entry 2: this entry does not follow the one before/)).toBeVisible();
});

test('filters stand in the address, and looking is an entry itself', async ({ page }) => {
  await page.getByLabel('What happened').selectOption({ label: 'Evidence viewed' });
  await expect(page).toHaveURL(/kind=viewed/);
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  await expect(entries.first()).toContainText('Somebody looked at the evidence.');
  await page.reload();
  await expect(page.getByLabel('What happened')).toHaveValue('viewed');
  await page.getByLabel('From').fill('2999-01-01');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('link', { name: 'Clear all filters' }).click();
  await expect(page).toHaveURL(/\/evidence$/);
});
