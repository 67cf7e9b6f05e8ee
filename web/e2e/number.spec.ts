import { expect, type Locator, type Page, test } from '@playwright/test';
import { type FreshDesk, freshDesk, picture } from './fresh-desk';
import { everyLook } from './looks';
import { tell } from './meta';

test.describe.configure({ mode: 'serial' });

const SAFE = 'Safe/fake provider mode — not proof of Meta WhatsApp delivery';
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let fresh: FreshDesk;
let desk: Page;
let meta: string;
let number: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk, meta } = fresh);
  const { wabas } = (await (await desk.request.get(`${meta}/wabas`)).json()) as {
    wabas: { numbers: { phone_number_id: string }[] }[];
  };
  number = wabas[0]?.numbers[0]?.phone_number_id ?? '';
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

/** A part of the page alone, for whoever wants to look. */
async function part(what: Locator, name: string): Promise<void> {
  const folder = process.env.LOKET_PICTURES;
  if (!folder) return;
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await desk.setViewportSize({ width, height: 800 });
      await desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await what.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await desk.setViewportSize({ width: 1280, height: 800 });
  await desk.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

const news = (kind: string, more: object = {}) =>
  tell(desk.request, `/numbers/${number}/news`, { kind, ...more }, meta);

test('a profile is changed with live checks, and what Meta refuses stays written', async () => {
  await desk.goto('/admin/whatsapp-settings');
  await desk.getByRole('link', { name: 'Profile and name' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Profile and name' })).toBeVisible();
  const card = desk.getByRole('region', { name: 'Business profile' });
  const about = card.getByLabel('About', { exact: false }).first();
  await about.fill('x'.repeat(140));
  await expect(card.getByText('At most 139 characters.')).toBeVisible();
  const save = card.getByRole('button', { name: 'Save at Meta' });
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await about.fill('Buka setiap hari 9–17');
  await card.getByLabel('Description').fill('Jaket, tenda, dan kompor untuk semua gunung.');
  await card.getByLabel('Address').fill('Jl. Angin 7, Bandung');
  await card.getByLabel('E-mail').fill('halo@toko');
  await expect(card.getByText('Write an e-mail address')).toBeVisible();
  await card.getByLabel('E-mail').fill('halo@toko-angin.example');
  await card.getByLabel('Kind of business').selectOption('RETAIL');
  await card.getByLabel('Website 1').fill('https://toko-angin.example');
  const phone = card.getByRole('figure');
  await expect(phone).toContainText('Jl. Angin 7, Bandung');

  // Meta says no to the one who asks; nothing of what was written is lost.
  const fault = {
    where: 'graph',
    kind: 'error_code',
    code: 131_000,
    filter: { path: 'business_profile', method: 'POST' },
  };
  await tell(desk.request, '/faults', fault, meta);
  await save.click();
  await expect(card.getByRole('alert')).toBeVisible();
  await expect(card.getByLabel('Address')).toHaveValue('Jl. Angin 7, Bandung');
  await desk.request.delete(`${meta}/faults`);
  await save.click();
  await expect(save).toBeHidden();

  await card
    .getByLabel(/Choose a picture/)
    .setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await expect(card.getByRole('alert')).toHaveText('Choose a JPEG or PNG picture.');
  await card
    .getByLabel(/Choose a picture/)
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: DOT });
  await expect(phone.getByRole('img', { name: 'Picture' })).toBeVisible();
  await desk.reload();
  await expect(card.getByLabel('Address')).toHaveValue('Jl. Angin 7, Bandung');
  await picture(desk, 'number-profile');
  await everyLook(desk, 'profile and name');
});

test('another name is asked for, declined with its reason, approved, and taken into use', async () => {
  test.setTimeout(120_000);
  await desk.goto('/admin/whatsapp-settings?see=profile');
  const card = desk.getByRole('region', { name: 'Display name' });
  const wish = card.getByLabel('Ask for another name', { exact: false });
  const ask = card.getByRole('button', { name: 'Ask Meta' });
  await wish.fill('T');
  await ask.click();
  await expect(card.getByText('Write 2 to 75 characters.')).toBeVisible();
  await wish.fill('Toko Angin Baru');
  await ask.click();
  await expect(card.getByText('Meta is reviewing “Toko Angin Baru”')).toBeVisible();
  await expect(ask).toBeHidden();
  await part(card, 'number-name-review');
  await news('name_rejected', { reason: 'NAME_NOT_CONSISTENT' });
  await expect(card.getByText('Meta declined “Toko Angin Baru”')).toBeVisible();
  await expect(card).toContainText('It does not fit the business or its website');
  await desk.getByRole('button', { name: /^Alerts/ }).click();
  const box = desk.getByRole('dialog', { name: 'Alerts' });
  await expect(box).toContainText('Meta declined its display name');
  await box.getByRole('link', { name: 'See its health' }).click();
  await expect(desk).toHaveURL(/\/admin\/whatsapp-settings\?channel=/);
  await desk.getByRole('link', { name: 'See display name' }).click();
  await expect(desk).toHaveURL(/see=profile/);
  await part(card, 'number-name-declined');

  await wish.fill('Toko Angin Sejati');
  await ask.click();
  await expect(card.getByText('Meta is reviewing “Toko Angin Sejati”')).toBeVisible();
  await news('name_approved');
  await expect(card.getByText('Meta approved “Toko Angin Sejati”')).toBeVisible();
  await everyLook(desk, 'a name to be registered');
  await card.getByRole('button', { name: 'Register again' }).click();
  await card.getByLabel('PIN of the number').fill('246802');
  await card.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(card.getByText('Toko Angin Sejati')).toBeVisible({ timeout: 20_000 });
  await expect(card.getByText('Meta approved')).toBeHidden({ timeout: 20_000 });
});

test('a simulated proof ticks by what happens, survives a reload, and proves nothing', async () => {
  test.setTimeout(150_000);
  const made = (await tell(desk.request, '/customers', { name: 'Bukti' }, meta)) as {
    customer: { id: string; wa_id: string };
  };
  const says = (text: string) =>
    tell(desk.request, '/inbound', { phone_number_id: number, customer: made.customer.id, text }, meta);
  await desk.goto('/admin/whatsapp-settings');
  const card = desk.getByRole('region', { name: 'Live proof' });
  await expect(card.getByText(SAFE)).toBeVisible();
  const fill = async () => {
    await card.getByRole('button', { name: /Send a template test|Test again/ }).click();
    await card.getByLabel('Template').selectOption({ label: 'kabar_stok · id' });
    await card.getByLabel('Value for {{1}}').fill('Kak');
    await card.getByLabel('Value for {{2}}').fill('Jaket');
    await card.getByLabel('Phone that gets it').fill(`+${made.customer.wa_id}`);
    await card.getByRole('button', { name: 'Send the test' }).focus();
  };
  const send = () => card.getByRole('button', { name: 'Send the test' }).click();
  await fill();
  await send();
  await expect(card.getByText('Say where the person with this phone agreed')).toBeVisible();
  await card.getByLabel('Where that person agreed').fill('Colleague, asked in person today');
  await card.getByRole('button', { name: 'Send the test' }).click();
  await expect(card.getByText('The gate refused it')).toBeVisible();
  await part(card, 'proof-refused');
  await everyLook(desk, 'a refused proof');
  await says('Halo');
  // Whoever has written may be written to: as soon as the message is in, and not before.
  const workspace = await desk.evaluate(() => localStorage.getItem('loket.workspace') ?? '');
  const headers = { 'Loket-Workspace': workspace };
  const heard = async () => (await desk.request.get('/api/v1/conversations', { headers })).text();
  await expect.poll(heard).toContain('Halo');
  await card.getByRole('button', { name: 'Send the test' }).click();
  await expect(card.getByRole('button', { name: 'Cancel the test' })).toBeVisible();
  await expect(card.getByText('Reply from that phone now…')).toBeVisible({ timeout: 20_000 });
  await desk.reload();
  await expect(card.getByText('Reply from that phone now…')).toBeVisible();
  await expect(card.getByRole('listitem', { name: 'Accepted by Meta' })).toContainText('wamid.');
  await part(card, 'proof-waiting');
  await says('Sudah sampai');
  await expect(card.getByText(/^All steps happened .*, simulated$/)).toBeVisible({ timeout: 20_000 });
  await expect(card.getByText(SAFE).first()).toBeVisible();
  await expect(card.getByText(/^Proved/)).toHaveCount(0);
  const row = desk
    .getByRole('region', { name: 'Readiness' })
    .getByRole('listitem')
    .filter({ hasText: 'Live proof' });
  await expect(row).toContainText(SAFE);
  await expect(row).toContainText('Only simulated so far');
  await expect(row).toContainText('Not proved');
  // Nothing that a simulated Meta says looks like a proof, and its words say so.
  const ready = desk.getByRole('region', { name: 'Readiness' });
  await expect(ready.getByText('Simulated', { exact: true }).first()).toBeVisible();
  await expect(ready.getByText('Ready', { exact: true })).toHaveCount(0);
  await expect(ready.locator('.text-accent')).toHaveCount(0);
  await part(card, 'proof-simulated');
  await everyLook(desk, 'a simulated proof');

  await fill();
  await expect(card.getByText('The consent of Bukti is recorded')).toBeVisible();
  await expect(card.getByLabel('Where that person agreed')).toHaveCount(0);
  await send();
  await card.getByRole('button', { name: 'Cancel the test' }).click();
  await expect(card.getByText(/^Cancelled/)).toBeVisible();
});

test('a number is freed with its words, and the limit is the portfolio’s', async () => {
  await desk.goto('/admin/whatsapp-settings');
  const health = desk.getByRole('region', { name: 'Health' });
  await expect(health.getByRole('meter')).toBeVisible();
  await expect(health).toContainText('Portfolio-wide');
  await expect(health).toContainText(SAFE);
  await expect(health).toContainText('Token’s end');
  const told = health.getByRole('region', { name: 'What else Meta told' });
  await expect(told.getByRole('heading', { name: 'What changed in 90 days' })).toBeVisible();
  await told
    .getByRole('button', { name: /^Show all/ })
    .first()
    .click();
  const status = told.locator('dl > div').filter({ hasText: 'The number' });
  await expect(status).toContainText('Connected');
  await expect(told.locator('li').getByText('before: ').first()).toBeVisible();
  await part(health, 'number-health');
  const card = desk.getByRole('region', { name: 'Freeing a number' });
  await expect(card.getByRole('heading', { name: '“Phone number already registered”' })).toBeVisible();
  await expect(card).toContainText('Settings → Account → Delete account, then two-factor PIN.');
  await expect(card.getByRole('term').filter({ hasText: 'In the WhatsApp Business app' })).toBeVisible();
  await expect(card.getByRole('term').filter({ hasText: 'At another provider' })).toBeVisible();
  await card.getByRole('button', { name: 'I have done this, check again' }).click();
  await card.getByRole('button', { name: 'Deregister this number' }).click();
  const ask = desk.getByRole('dialog');
  await expect(ask).toContainText('Nothing is sent or received');
  await picture(desk, 'number-deregister');
  await ask.getByRole('button', { name: 'Deregister this number' }).click();
  await expect(ask).toBeHidden();
  const ready = desk.getByRole('region', { name: 'Readiness' });
  await expect(ready.getByText('The number is not registered to send')).toBeVisible({ timeout: 20_000 });
});
