import { expect, type Page, test } from '@playwright/test';
import { signIn, signInAnew, violations, writeAsCustomer, writeLongAgo } from './desk';
import { customer } from './meta';

/** A small picture that is one. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  'base64',
);

async function open(page: Page, name: string): Promise<void> {
  await page.bringToFront();
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
}

const thread = (page: Page, name: string) => page.getByRole('region', { name: `Messages with ${name}` });

/** Somebody new wrote; the desk shows it. */
async function meet(page: Page, prefix: string): Promise<{ name: string }> {
  const name = `${prefix} ${Date.now() % 100_000}`;
  await (await customer(page.request, name)).says('Halo');
  await signIn(page);
  await open(page, name);
  return { name };
}

/** The desk and the phone of somebody new, both open. */
async function meetOnPhone(page: Page, prefix: string): Promise<{ name: string; phone: Page }> {
  await signIn(page);
  const name = `${prefix} ${Date.now() % 100_000}`;
  const phone = await page.context().newPage();
  await writeAsCustomer(phone, name, 'Halo');
  await open(page, name);
  return { name, phone };
}

test('a picture is attached, sent, and seen on the phone', async ({ page }) => {
  const { name, phone } = await meetOnPhone(page, 'Foto');
  await page
    .getByLabel('Attach files')
    .last()
    .setInputFiles([
      { name: 'kaos.png', mimeType: 'image/png', buffer: PNG },
      { name: 'harga.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n1 0 obj') },
    ]);
  const tray = page.getByRole('list', { name: 'Attached files' });
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await expect(tray.getByRole('progressbar')).toHaveCount(0);
  await page.getByRole('textbox', { name: /^Write to/ }).fill('Ini fotonya, Kak');
  await page.getByRole('textbox', { name: /^Write to/ }).press('Enter');
  await expect(tray).toBeHidden();
  await expect(thread(page, name).getByRole('link', { name: /Open/ })).toBeVisible();
  await expect(thread(page, name).getByText('harga.pdf')).toBeVisible();
  await expect(thread(page, name).getByText(/^PDF · /)).toBeVisible();
  await expect(thread(page, name).getByRole('img', { name: /^(Delivered|Read)/ })).toHaveCount(2, {
    timeout: 30_000,
  });
  await phone.bringToFront();
  const log = phone.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Ini fotonya, Kak')).toBeVisible();
  await expect(log.getByText('harga.pdf')).toBeVisible();
});

test('too large is refused before it is uploaded, and can go as a document', async ({ page }) => {
  await meet(page, 'Besar');
  const large = Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)]);
  await page
    .getByLabel('Attach files')
    .last()
    .setInputFiles([{ name: 'besar.png', mimeType: 'image/png', buffer: large }]);
  const tray = page.getByRole('list', { name: 'Attached files' });
  await expect(tray.getByRole('alert')).toContainText('at most 5 MB');
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await tray.getByRole('button', { name: 'Send as a document' }).click();
  await expect(tray.getByText('Document')).toBeVisible({ timeout: 20_000 });
  await tray.getByRole('button', { name: 'Remove besar.png' }).click();
  await expect(tray).toBeHidden();
});

test('a note stays inside', async ({ page }) => {
  const { name, phone } = await meetOnPhone(page, 'Catatan');
  const secret = `Pelanggan sulit ${Date.now()}`;
  await page.keyboard.press('n');
  const field = page.getByRole('textbox', { name: 'Internal note' });
  await expect(field).toBeFocused();
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
  await expect(thread(page, name).getByText(secret)).toBeVisible();
  await expect(thread(page, name).getByText('Internal note')).toBeVisible();
  // Whoever types on writes to the customer: no letter of it is taken for a key.
  await page.keyboard.press('Escape');
  await page.keyboard.type('Sebentar ya');
  await page.keyboard.press('Enter');
  await phone.bringToFront();
  const log = phone.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Sebentar ya')).toBeVisible({ timeout: 20_000 });
  await expect(log.getByText(secret)).toHaveCount(0);
  await page.bringToFront();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
});

test('a message is taken back with one key and never leaves', async ({ page }) => {
  const { name, phone } = await meetOnPhone(page, 'Salah');
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await field.fill('Ini salah kirim');
  await field.press('Enter');
  const bubble = thread(page, name).getByRole('listitem').filter({ hasText: 'Ini salah kirim' });
  await expect(bubble.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(bubble.getByText('Taken back, not sent')).toBeVisible();
  await expect(field).toHaveValue('Ini salah kirim');
  // What is sent after it has waited longer: when that is there, the other one would be too.
  await field.fill('Ini yang benar');
  await field.press('Enter');
  await phone.bringToFront();
  const log = phone.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('Ini yang benar')).toBeVisible({ timeout: 20_000 });
  await expect(log.getByText('Ini salah kirim')).toHaveCount(0);
});

test('files and filled templates wait through notes and reloads, and return when taken back', async ({
  page,
}) => {
  const { name } = await meet(page, 'Balik');
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await page
    .getByLabel('Attach files')
    .last()
    .setInputFiles([{ name: 'kaos.png', mimeType: 'image/png', buffer: PNG }]);
  const tray = page.getByRole('list', { name: 'Attached files' });
  await expect(tray.getByText('Photo')).toBeVisible();
  await field.fill('Yang ini?');
  await field.press('Enter');
  await thread(page, name).getByRole('button', { name: 'Undo' }).click();
  await expect(tray.getByText('kaos.png', { exact: true }).first()).toBeVisible();
  await expect(field).toHaveValue('Yang ini?');
  await tray.getByRole('button', { name: 'Remove kaos.png' }).click();

  await field.fill('');
  await page.getByRole('button', { name: /^Template/ }).click();
  await page.getByRole('combobox', { name: 'Search templates' }).fill('order_ready');
  await page.keyboard.press('Enter');
  const values = page.getByRole('textbox', { name: /^(Body|Header):/ });
  await values.first().fill('Rina');
  await page.getByRole('group', { name: 'Write to' }).getByRole('button').last().click();
  await page
    .getByRole('button', { name: /^Reply R?$|^Reply$/ })
    .first()
    .click();
  await expect(values.first()).toHaveValue('Rina');
  await page.reload();
  await expect(values.first()).toHaveValue('Rina');
  for (const one of await page.getByRole('textbox', { name: /^(Body|Header|Button)/ }).all())
    await one.fill('7');
  await page.getByRole('button', { name: 'Send template' }).click();
  await expect(values).toHaveCount(0);
  await thread(page, name).getByRole('button', { name: 'Undo' }).click();
  await expect(values.first()).toHaveValue('7');
  await page.getByRole('button', { name: 'Close templates' }).click();
  await expect(field).toBeVisible();
});

test('the clock of a message that waits takes it back; the ticks of one that left lead to its evidence', async ({
  page,
}) => {
  const { name } = await meet(page, 'Detik');
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await field.fill('Tunggu dulu');
  await field.press('Enter');
  const waits = thread(page, name).getByRole('listitem').filter({ hasText: 'Tunggu dulu' });
  await waits.getByRole('button', { name: /^Queued.*Take it back$/ }).click();
  await expect(waits.getByText('Taken back, not sent')).toBeVisible();
  await field.fill('Ini jadi');
  await field.press('Enter');
  const left = thread(page, name).getByRole('listitem').filter({ hasText: 'Ini jadi' });
  await left
    .getByRole('link', { name: /^(Sent|Delivered|Read|Accepted).*Show the evidence$/ })
    .click({ timeout: 30_000 });
  await expect(page).toHaveURL(/\/evidence\/./);
});

test('what is sent without a connection is kept through a reload and goes once, in its order', async ({
  page,
}) => {
  const { name, phone } = await meetOnPhone(page, 'Putus');
  const keys: (string | undefined)[] = [];
  await page.route('**/replies', (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    return route.abort('internetdisconnected');
  });
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await field.fill('Masih ada, Kak');
  await field.press('Enter');
  const first = thread(page, name).getByRole('listitem').filter({ hasText: 'Masih ada, Kak' });
  await expect(first.getByRole('alert')).toContainText('It goes by itself');
  await field.fill('Mau pesan berapa?');
  await field.press('Enter');
  await page.reload();
  await expect(first.getByRole('alert')).toContainText('It goes by itself');
  await expect(thread(page, name).getByRole('alert')).toHaveCount(2);
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  expect(new Set(keys).size).toBe(1);
  await page.unroute('**/replies');
  await expect(thread(page, name).getByRole('alert')).toHaveCount(0, { timeout: 30_000 });
  await phone.bringToFront();
  const own = phone.getByRole('log', { name: 'Messages' }).getByText(/^(Masih ada, Kak|Mau pesan berapa\?)$/);
  await expect(own).toHaveText(['Masih ada, Kak', 'Mau pesan berapa?'], { timeout: 20_000 });
});

test('the window closes while one types, and nothing typed is lost', async ({ page, request }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const name = `Tutup ${Date.now() % 100_000}`;
  await writeLongAgo(request, name, Date.now() - 24 * 3_600_000 + 140_000);
  const field = page.getByRole('textbox', { name: `Write to ${name}` });
  // Its place in the list is that of yesterday: far down, when there are many.
  await page.getByRole('combobox', { name: 'Search name or text' }).fill(name);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('option', { name }).click();
  await field.fill('Pesanan Kakak sudah siap');
  await expect(page.getByText('The 24-hour window has closed.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Pesanan Kakak sudah siap')).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.getByRole('button', { name: 'Choose a template' }).click();
  const search = page.getByRole('combobox', { name: 'Search templates' });
  await expect(search).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'What the customer sees' })).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.getByRole('button', { name: 'Close templates' }).click();
  await page.getByRole('button', { name: 'Keep as a note' }).click();
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('Pesanan Kakak sudah siap');
});

test('ready-made replies: made in settings, inserted with a slash', async ({ page }) => {
  const { name } = await meet(page, 'Siap');
  const shortcut = `salam${Date.now() % 100_000}`;
  await page.goto('/settings/replies');
  await page.getByRole('button', { name: 'New reply' }).first().click();
  await page.getByLabel('Shortcut').fill(shortcut);
  await page.getByRole('textbox', { name: 'Text' }).fill('Halo {{contact.name}}, ada yang bisa dibantu?');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(`/${shortcut}`, { exact: true })).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await page.goto('/inbox');
  await open(page, name);
  await page.keyboard.press('r');
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await field.pressSequentially(`/${shortcut}`);
  await expect(page.getByRole('listbox', { name: 'Ready-made replies' })).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await field.press('Enter');
  await expect(field).toHaveValue(`Halo ${name}, ada yang bisa dibantu?`);
});

test('a sign is found in any language and goes where the cursor stands, or under a message', async ({
  page,
}) => {
  const { name } = await meet(page, 'Tanda');
  const field = page.getByRole('textbox', { name: /^Write to/ });
  await field.fill('Siap, Kak');
  await field.press('Home');
  await page.getByRole('button', { name: 'Emoji' }).click();
  const box = page.getByRole('dialog', { name: 'Emoji' });
  await expect(box.getByRole('searchbox', { name: 'Find a sign' })).toBeFocused();
  await page.keyboard.type('kaget');
  await expect(box.getByRole('button', { name: 'screaming' })).toBeVisible();
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);
  await box.getByRole('searchbox').fill('terima');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('🙏Siap, Kak');
  await expect(field).toBeFocused();
  const said = thread(page, name).getByRole('listitem').filter({ hasText: 'Halo' });
  await said.hover();
  await said.getByRole('button', { name: 'Message actions' }).click();
  await page.getByRole('menuitem', { name: 'React with another sign' }).click();
  await page.keyboard.type('coffee');
  await page.keyboard.press('Enter');
  await expect(said.getByText('☕')).toBeVisible();
});

test('one person in two browsers is no colleague of themselves', async ({ page, browser }) => {
  const { name } = await meet(page, 'Berdua');
  const other = await (await browser.newContext()).newPage();
  // The same person in two browsers is one colleague; presence of oneself is not shown.
  await signInAnew(other);
  await open(other, name);
  await other.getByRole('textbox', { name: /^Write to/ }).fill('Saya jawab');
  await expect(page.getByRole('list', { name: 'Colleagues here' })).toHaveCount(0);
});

test('a long address without a space stays within its box, and so does all around it', async ({ page }) => {
  await meet(page, 'Panjang');
  const composer = page.getByRole('textbox', { name: /^Write to/ });
  const within = async () => {
    const { width } = page.viewportSize() ?? { width: 0 };
    for (const one of [composer, page.getByRole('button', { name: /^Send/ }).last()]) {
      const box = await one.boundingBox();
      expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
  };
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await composer.fill(`https://toko.example/${'a'.repeat(320)}`);
    await within();
    await composer.fill('x'.repeat(5000));
    await within();
    await expect(page.getByRole('status').filter({ hasText: '904 characters too many' })).toBeInViewport();
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: /^Note/ }).click();
  const note = page.getByRole('textbox', { name: /note/i });
  await note.fill('y'.repeat(2000));
  const box = await note.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 9999)).toBeLessThanOrEqual(1280);
  await note.fill('');
});
