import { expect, test } from '@playwright/test';
import { signIn, violations } from './desk';
import { everyLook } from './looks';
import { customer } from './meta';
import { PAGES } from './pages';
import { visit } from './settled';

test('the rail and the settings have their shape', async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('navigation', { name: 'Main' })).toMatchAriaSnapshot(`
    - navigation "Main":
      - list:
        - listitem:
          - link "Inbox"
        - listitem:
          - link /Approvals/
        - listitem:
          - link "Knowledge"
        - listitem:
          - link "Evidence"
        - listitem:
          - link "Settings"
  `);
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/settings\/channels$/);
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Appearance' }).click();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - navigation "Settings"
    - heading "Appearance" [level=1]
    - paragraph
    - group "Theme":
      - radio "As the device" [checked]
      - radio "Light"
      - radio "Dark"
    - combobox "Language"
    - group "Conversation list"
    - group "Motion"
    - region "Notices on this device":
      - heading "Notices on this device" [level=2]
      - switch "Notices on this device"
    - region "Single-key shortcuts":
      - heading "Single-key shortcuts" [level=2]
      - switch "Single-key shortcuts" [checked]
      - button "Show all shortcuts"
  `);
});

test('what one chooses for this device holds', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/appearance');
  await page.getByRole('radio', { name: 'Dark' }).check();
  const scheme = () => page.evaluate(() => document.documentElement.style.colorScheme);
  expect(await scheme()).toBe('dark');
  await page.getByLabel('Language').selectOption('id');
  await expect(page.getByRole('heading', { level: 1, name: 'Tampilan' })).toBeVisible();
  await page.reload();
  expect(await scheme()).toBe('dark');
  await expect(page.getByRole('heading', { level: 1, name: 'Tampilan' })).toBeVisible();
});

test('addresses of before lead on, and unknown ones say so', async ({ page }) => {
  await signIn(page);
  for (const old of [
    '/channels',
    '/settings/integrations',
    '/connectors/whatsapp',
    '/settings/whatsapp-templates',
  ]) {
    await page.goto(old);
    await expect(page).toHaveURL(/\/settings\/channels$/);
  }
  await page.goto('/settings/integrations/app-connections');
  await expect(page).toHaveURL(/\/settings\/channels\/app-connections$/);
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { level: 1, name: 'Nothing is here' })).toBeAttached();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await page.goto('/inbox/00000000-0000-7000-8000-000000000000');
  await expect(page.getByText('Nothing is here')).toBeVisible();
  await expect(page.getByText('Reference')).toBeVisible();
});

test('a lost connection is said above everything, and found again', async ({ page, context }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await expect(page.getByRole('link', { name: 'Open the sandbox phone' })).toBeInViewport();
  await expect(page.getByRole('link', { name: 'Open the sandbox console' })).toBeInViewport();
  await context.setOffline(true);
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('button', { name: 'Retry now' })).toHaveCount(0, { timeout: 20_000 });
});

test('a number whose token Meta refused is connected again from the strip', async ({ page }) => {
  await signIn(page);
  let lost = true;
  await page.route('**/api/v1/channels', async (route) => {
    const answer = await route.fetch();
    const { items } = (await answer.json()) as { items: object[] };
    const state = lost ? { connection: 'needs_reauth' } : {};
    await route.fulfill({ response: answer, json: { items: items.map((one) => ({ ...one, ...state })) } });
  });
  await page.route('**/api/v1/alerts', async (route) => {
    const told = {
      id: 'lost',
      channel_id: 'one',
      channel_name: 'Toko Angin',
      simulated: true,
      kind: 'needs_reauth',
      reason: null,
      until: null,
      raised_at: new Date().toISOString(),
      cleared_at: null,
      unseen: false,
    };
    await route.fulfill({ json: { items: lost ? [told] : [] } });
  });
  await page.reload();
  await page.getByRole('link', { name: 'Reconnect' }).click();
  const field = page.getByLabel('New token');
  const connect = page.getByRole('button', { name: 'Connect with this token' });
  await connect.click();
  await expect(page.getByText('This is needed.')).toBeVisible();
  await field.fill('EAAnotmeta');
  await connect.click();
  await expect(page.getByText(/^Meta did not confirm this number/)).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.route('**/api/v1/channels/*', async (route) => {
    lost = false;
    expect(route.request().postDataJSON()).toEqual({ token: 'EAAnotmeta' });
    await route.fulfill({ json: {} });
  });
  await connect.click();
  await expect(page.getByText(/has a new token\.$/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reconnect' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New token' })).toBeVisible();
});

test('where no WebSocket passes, what is shown is read again by itself', async ({ page, request }) => {
  await page.routeWebSocket(/\/events/, (socket) => socket.close());
  await signIn(page);
  const name = `Proksi ${Date.now() % 100_000}`;
  await (await customer(request, name)).says('Halo');
  await expect(page.getByText(/^Live updates do not come through/)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('option', { name })).toBeVisible({ timeout: 15_000 });
  await expect(page).toHaveTitle(/^\(\d+\+?\) Inbox · /);
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
});

test('whoever looks elsewhere is told of their own customer', async ({ page, request }) => {
  await page.addInitScript(() => {
    const shown: string[] = [];
    class Noted {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      onclick: (() => void) | null = null;
      constructor(text: string) {
        shown.push(text);
      }
      close() {}
    }
    Object.assign(window, { Notification: Noted, shown });
  });
  await signIn(page);
  const name = `Jauh ${Date.now() % 100_000}`;
  const person = await customer(request, name);
  await person.says('Halo');
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await expect(page.getByText(/^Assigned|is yours/).first()).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Appearance' }).click();
  const notices = page.getByRole('switch', { name: 'Notices on this device' });
  await notices.locator('..').getByText('Off').click();
  await expect(notices).toBeChecked();
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }));
  await person.says('Ada orang?');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { shown: string[] }).shown))
    .toEqual([`${name} wrote to you`]);
});

test('panes fold away by key, and the palette remembers', async ({ page, request }) => {
  await signIn(page);
  const name = `Rani ${Date.now() % 100_000}`;
  await (await customer(request, name)).says('Halo');
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
  await page.keyboard.press('[');
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toHaveCount(0);
  await page.keyboard.press('[');
  await expect(page.getByRole('listbox', { name: 'Conversations' })).toBeVisible();
  await page.goto('/approvals');
  // Keys are heard once the page is there.
  await expect(page.getByRole('heading', { level: 1, name: 'Approvals' })).toBeAttached();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Go to or do' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
});

test('every page stands right to left, in both widths', async ({ page, request }) => {
  test.setTimeout(180_000);
  const narrow = () => page.setViewportSize({ width: 360, height: 740 });
  await narrow();
  const name = `عمر ${Date.now() % 100_000}`;
  await (await customer(request, name)).says('هل هذا المنتج متوفر؟');
  await signIn(page);
  await page.evaluate(() => localStorage.setItem('loket.language', 'ar'));
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('region', { name: `الرسائل مع \u2068${name}\u2069` })).toBeVisible();
  const thread = new URL(page.url()).pathname;
  for (const path of [thread, ...PAGES]) {
    await narrow();
    await visit(page, path);
    await everyLook(page, path, { themes: ['light'] });
  }
});
