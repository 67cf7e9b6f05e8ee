import { expect, type Page, test } from '@playwright/test';
import { violations } from './desk';
import { type FreshDesk, freshDesk, picture, says, writes } from './fresh-desk';

const CUSTOMER = 'Sinta';
let fresh: FreshDesk;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  fresh = await freshDesk(browser);
  await writes(fresh.phone, CUSTOMER, 'Jaket hujan biru berapa?');
});

test.afterAll(async () => {
  await fresh?.house.stop();
});

/** The built-in composer is done before anybody sees it begin: this browser is told that it takes its time. */
async function slow(page: Page): Promise<void> {
  await page.route(/\/api\/v1\/conversations\/[0-9a-f-]{36}$/, async (route) => {
    const answer = await route.fetch();
    const detail = (await answer.json()) as Record<string, unknown>;
    const since = new Date(Date.now() - 3000).toISOString();
    await route.fulfill({ response: answer, json: { ...detail, draft: null, drafting_since: since } });
  });
}

test('a draft that takes long is stopped, in both browsers; the customer who writes again gets one', async () => {
  test.setTimeout(120_000);
  const { desk, phone } = fresh;
  const other = await desk.context().newPage();
  await other.goto('/inbox');
  await other.getByRole('option', { name: CUSTOMER }).click();
  await expect(other.getByRole('region', { name: 'AI draft, waiting for you' })).toBeVisible();

  await desk.bringToFront();
  await slow(desk);
  await desk.goto('/inbox');
  await desk.getByRole('option', { name: CUSTOMER }).click();
  const making = desk.getByRole('region', { name: 'AI draft', exact: true });
  await expect(making).toContainText(/\d s/);
  await expect.poll(() => violations(desk), { timeout: 5_000 }).toEqual([]);
  await picture(desk, 'drafting');
  const stop = making.getByRole('button', { name: 'Stop' });
  await desk.unroute(/\/api\/v1\/conversations\/[0-9a-f-]{36}$/);
  await stop.click();

  for (const page of [desk, other]) {
    await expect(page.getByText(/stopped the draft$/)).toBeVisible();
    await expect(page.getByText(/^Draft discarded by/)).toBeVisible();
    await expect(page.getByRole('switch', { name: 'Only people answer here' })).toBeChecked();
  }
  await expect(desk.getByRole('textbox', { name: `Write to ${CUSTOMER}` })).toBeFocused();
  await expect(making).toHaveCount(0);
  await expect.poll(() => violations(desk), { timeout: 5_000 }).toEqual([]);
  await picture(desk, 'stopped');

  await says(phone, 'Dan jaket hujan merah?');
  await other.bringToFront();
  await expect(other.getByRole('region', { name: 'AI draft, waiting for you' })).toBeVisible();
});
