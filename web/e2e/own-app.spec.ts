import { expect, test } from '@playwright/test';
import { connecting } from './connecting';
import { freshDesk, picture } from './fresh-desk';

test('a number on a Meta app of one’s own says what to enter there, and takes another secret', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const fresh = await freshDesk(browser);
  const { desk } = fresh;
  try {
    const at = await connecting(fresh);
    const made = await desk.request.post(`${at.meta}/tenants`, { data: { count: 1 } });
    const [account] = ((await made.json()) as { tenants: Record<string, string>[] }).tenants;
    await desk.goto('/settings/channels/new');
    await desk.locator('summary', { hasText: 'Enter ids by hand' }).click();
    for (const [label, value] of [
      [/^Name/, 'Toko Kedua'],
      [/^Display/, '+62 22 555'],
      [/^Phone number id/, account?.phone_number_id],
      [/^WhatsApp Business account/, account?.waba_id],
      [/^Access token/, account?.token],
      [/app id/i, '77'],
      [/app secret/i, 'own-app-secret'],
    ] as const) {
      await desk.getByLabel(label).fill(value ?? '');
    }
    await desk.keyboard.press('Enter');
    await expect(desk).toHaveURL(/\/settings\/channels$/, { timeout: 20_000 });
    const mine = (await at.read('channels')).find((one) => one.name === 'Toko Kedua');
    await desk.goto(`/admin/whatsapp-settings?channel=${mine?.id}`);
    await expect(desk.getByText(/once app 77 sends them here/)).toBeVisible();
    await expect(desk.getByText(/\/api\/webhooks\/wa\/[0-9a-f-]{36}$/)).toBeVisible();
    await expect(desk.getByText(/account_update, account_alerts/)).toBeVisible();
    await desk.getByRole('button', { name: 'Send test event' }).click();
    await expect(desk.getByText(/^It arrived after \d+ ms/)).toBeVisible({ timeout: 20_000 });
    await picture(desk, 'own-app');
    await desk.getByRole('button', { name: 'Replace the app secret' }).click();
    await desk.getByLabel('New app secret').fill('another');
    await desk.getByRole('button', { name: 'Use this secret' }).click();
    await expect(desk.getByText('The app secret was replaced.')).toBeVisible();
    await at.clean('own app');
  } finally {
    await desk.context().close();
    await fresh.house.stop();
  }
});
