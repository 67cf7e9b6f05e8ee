import { expect, type Page, test } from '@playwright/test';
import { type FreshDesk, freshDesk, picture } from './fresh-desk';
import { everyLook } from './looks';
import { tell } from './meta';

let fresh: FreshDesk;
let desk: Page;
let meta: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk, meta } = fresh);
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

/** What Meta tells of the only number. */
async function news(kind: string): Promise<void> {
  const { wabas } = (await (await desk.request.get(`${meta}/wabas`)).json()) as {
    wabas: { numbers: { phone_number_id: string }[] }[];
  };
  await tell(desk.request, `/numbers/${wabas[0]?.numbers[0]?.phone_number_id}/news`, { kind }, meta);
}

const bell = () => desk.getByRole('button', { name: /^Alerts/ });

test('what is the matter rings, is looked at once, and is over by itself', async () => {
  await desk.goto('/approvals');
  await expect(bell()).toHaveAccessibleName('Alerts');
  await bell().click();
  const box = desk.getByRole('dialog', { name: 'Alerts' });
  await expect(box).toContainText('All is well');
  await picture(desk, 'alerts-none');
  await desk.keyboard.press('Escape');

  await news('quality_low');
  await expect(bell()).toHaveAccessibleName('Alerts , 1 new');
  await bell().click();
  const low = box.getByRole('listitem').filter({ hasText: 'Quality RED' });
  await expect(low).toContainText('Toko Angin');
  await expect(bell()).toHaveAccessibleName('Alerts');
  await desk.keyboard.press('Escape');
  await desk.reload();
  await expect(bell()).toHaveAccessibleName('Alerts');
  await bell().click();
  await low.getByRole('link', { name: 'See its health' }).click();
  await expect(desk).toHaveURL(/\/admin\/whatsapp-settings\?channel=/);
  await expect(box).toBeHidden();

  // Meta tells only that it is low no more; what it is now is asked once reading has caught up with what was told.
  await news('quality_back');
  await tell(desk.request, '/clock', { advance_ms: 10 * 60_000 }, meta);
  await bell().click();
  await expect(box.getByText('All is well')).toBeVisible({ timeout: 40_000 });
  const over = box.getByRole('region', { name: 'Over in the last 7 days' });
  await expect(over).toContainText('Quality RED');
  await desk.keyboard.press('Escape');
});

test('an end at Meta rings too, on a phone as well', async () => {
  await news('partner_removed');
  await expect(bell()).toHaveAccessibleName('Alerts , 1 new');
  await bell().click();
  const box = desk.getByRole('dialog', { name: 'Alerts' });
  const ended = box.getByRole('listitem').filter({ hasText: 'the access was taken back at Meta' });
  await everyLook(desk, 'alerts', {
    before: (look) => expect(ended, look).toBeVisible(),
    within: 'dialog[open]',
  });
  await picture(desk, 'alerts');
  await ended.getByRole('link', { name: 'Reconnect' }).click();
  await expect(desk).toHaveURL(/\/settings\/channels/);
});
