import { expect, type Page, test } from '@playwright/test';
import { violations } from './desk';
import { type FreshDesk, freshDesk, picture, writes } from './fresh-desk';
import type { Customer } from './meta';

const CUSTOMER = 'Sinta';
let fresh: FreshDesk;
let sinta: Customer;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  fresh = await freshDesk(browser);
  sinta = await writes(fresh, CUSTOMER, 'Jaket hujan biru berapa?');
});

test.afterAll(async () => {
  await fresh?.house.stop();
});

/**
 * The built-in composer is done before anybody sees it begin: this browser is told that it takes its time, until it has
 * asked for it to be stopped.
 */
async function slow(page: Page): Promise<void> {
  let stopped = false;
  await page.route('**/drafts/stop', (route) => {
    stopped = true;
    return route.continue();
  });
  await page.route(/\/api\/v1\/conversations\/[0-9a-f-]{36}$/, async (route) => {
    if (stopped) return route.continue();
    const answer = await route.fetch();
    const detail = (await answer.json()) as Record<string, unknown>;
    const since = new Date(Date.now() - 3000).toISOString();
    await route.fulfill({ response: answer, json: { ...detail, draft: null, drafting_since: since } });
  });
}

test('a draft that takes long is stopped, in both browsers; the customer who writes again gets one', async () => {
  test.setTimeout(120_000);
  const { desk } = fresh;
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
  await expect.poll(() => violations(desk), { timeout: 15_000 }).toEqual([]);
  await picture(desk, 'drafting');
  await making.getByRole('button', { name: 'Stop' }).click();

  for (const page of [desk, other]) {
    await expect(page.getByText(/stopped the draft$/)).toBeVisible();
    await expect(page.getByText(/^Draft discarded by/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'AI only drafts' })).toHaveAccessibleDescription(
      'AI only drafts here: a person sends.',
    );
  }
  await expect(desk.getByRole('textbox', { name: `Write to ${CUSTOMER}` })).toBeFocused();
  await expect(making).toHaveCount(0);
  await expect.poll(() => violations(desk), { timeout: 15_000 }).toEqual([]);
  await picture(desk, 'stopped');

  await sinta.says('Dan jaket hujan merah?');
  await other.bringToFront();
  await expect(other.getByRole('region', { name: 'AI draft, waiting for you' })).toBeVisible();
});
