import { expect, test } from '@playwright/test';
import { signIn, violations, writeLongAgo } from './desk';
import { picture } from './fresh-desk';

const HOUR_MS = 3_600_000;

test('templates about the question come first, filled with what is known, each value with its source', async ({
  page,
  request,
}) => {
  test.setTimeout(90_000);
  await signIn(page);
  const name = `Ratna ${Date.now() % 1000}`;
  await writeLongAgo(request, name, Date.now() - 25 * HOUR_MS, 'Kak, jaket hujan biru stoknya masih ada?');
  await page.getByRole('combobox', { name: 'Search name or text' }).fill(name);
  // What is found takes the place of the list, and of the row in it.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.getByRole('option', { name }).click();
  await page.getByRole('button', { name: 'Choose a template' }).click();
  const first = page.getByRole('listbox').last().getByRole('option').first();
  await expect(first).toContainText('kabar_stok');
  await expect(first).toContainText('Fits the question');
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await picture(page, 'template-picker');
  await page.keyboard.press('Enter');

  const who = page.getByRole('textbox', { name: 'Body: {{1}}' });
  const what = page.getByRole('textbox', { name: 'Body: {{2}}' });
  await expect(who).toHaveValue(name);
  await expect(who).toHaveAccessibleDescription('From the contact: their name');
  await expect(what).toHaveValue('Jaket hujan biru');
  await expect(what).toHaveAccessibleDescription(/^From your catalogue: .*, name$/);
  const seen = page.getByRole('region', { name: 'What the customer sees' });
  await expect(seen).toContainText(`Kabar baik, ${name}! Jaket hujan biru yang Kakak tanyakan`);
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await picture(page, 'template-sources');

  // A value is a proposal: whoever changes it sees that they did, and the way back.
  await who.fill('Ibu Ratna');
  await expect(page.getByText('Changed by you.')).toBeVisible();
  await page.getByRole('button', { name: `Use “${name}”` }).click();
  await expect(who).toHaveValue(name);
  await who.fill('Ibu Ratna');
  await page.getByRole('button', { name: 'Send template' }).click();
  const bubble = page.getByRole('region', { name: `Messages with ${name}` }).getByRole('listitem');
  await expect(bubble.filter({ hasText: 'Kabar baik, Ibu Ratna!' })).toBeVisible();

  // The evidence says where each value came from.
  const conversation = new URL(page.url()).pathname.split('/').at(-1);
  const workspace = await page.evaluate(() => localStorage.getItem('loket.workspace') ?? '');
  const headers = { 'Loket-Workspace': workspace };
  await expect
    .poll(
      async () => {
        const list = await page.request.get(`/api/v1/conversations/${conversation}/messages`, { headers });
        const { items } = (await list.json()) as { items: { id: string; direction: string }[] };
        const sent = items.find((one) => one.direction === 'out');
        const told = await page.request.get(`/api/v1/messages/${sent?.id}/evidence`, { headers });
        return told.text();
      },
      { timeout: 30_000 },
    )
    .toMatch(/"from":"source".*"id":"item:AG-JB"|"id":"item:AG-JB".*"from":"source"/);
});

test('where nothing is known, nothing stands there', async ({ page, request }) => {
  test.setTimeout(60_000);
  await signIn(page);
  const name = `Tanpa ${Date.now() % 1000}`;
  await writeLongAgo(request, name, Date.now() - 25 * HOUR_MS, 'Halo kak');
  await page.getByRole('combobox', { name: 'Search name or text' }).fill(name);
  // What is found takes the place of the list, and of the row in it.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.getByRole('option', { name }).click();
  await page.getByRole('button', { name: 'Choose a template' }).click();
  await page.getByRole('combobox', { name: 'Search templates' }).fill('kabar_stok');
  await expect(page.getByText('Fits the question')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Body: {{1}}' })).toHaveValue(name);
  await expect(page.getByRole('textbox', { name: 'Body: {{2}}' })).toHaveValue('');
  await expect(page.getByRole('button', { name: 'Send template' })).toBeDisabled();
});
