import { expect, type Page, test } from '@playwright/test';
import { violations } from './desk';
import { type FreshDesk, freshDesk, picture, writes } from './fresh-desk';
import { customer } from './meta';
import { rowSays } from './moments';

test.describe.configure({ mode: 'serial' });

let fresh: FreshDesk;
let desk: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk } = fresh);
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

const queue = (page: Page) => page.getByRole('listbox', { name: 'Drafts that wait' });
const row = (page: Page, name: string) => queue(page).getByRole('option', { name });
const card = (page: Page, name = 'AI draft, waiting for you') => page.getByRole('region', { name });
const thread = (page: Page, name: string) => page.getByRole('region', { name: `Messages with ${name}` });

async function openThread(name: string): Promise<void> {
  await desk.bringToFront();
  await desk.goto('/inbox');
  await desk.getByRole('option', { name }).click();
  await expect(thread(desk, name)).toBeVisible();
}

async function clean(what: string): Promise<void> {
  await expect.poll(() => violations(desk), { message: what, timeout: 15_000 }).toEqual([]);
}

test('the phone of the sandbox stands beside the inbox, where there is room', async () => {
  await desk.goto('/welcome');
  await desk.getByRole('link', { name: 'Phone beside the inbox' }).click();
  const dock = desk.getByRole('complementary', { name: 'The customer’s phone' });
  const framed = dock.frameLocator('iframe');
  await expect(framed.getByRole('textbox', { name: 'Message' })).toBeVisible();
  // Framed, it is the phone alone: who holds it is behind its menu.
  await expect(framed.getByRole('button', { name: 'Add a person' })).toBeHidden();
  await picture(desk, 'phone-beside');
  await clean('phone beside');
  await desk.setViewportSize({ width: 1000, height: 800 });
  await expect(dock).toHaveCount(0);
  await desk.setViewportSize({ width: 1280, height: 800 });
  await dock.getByRole('button', { name: 'Close' }).click();
  await expect(dock).toHaveCount(0);
  await desk.getByRole('button', { name: 'Phone beside the inbox' }).click();
  await expect(dock).toBeVisible();
  await dock.getByRole('button', { name: 'Close' }).click();
});

test('the queue says how much waits, is sifted, and is told live', async () => {
  test.setTimeout(120_000);
  for (const name of ['Sari', 'Budi', 'Ayu']) await writes(fresh, name, 'Halo, kapan toko buka?');
  await writes(fresh, 'Dewi', 'Berapa harga jaket biru?');
  await writes(fresh, 'Eko', 'Siapa presiden Prancis?');
  await desk.bringToFront();
  await desk.goto('/approvals');
  // What has no answer is in the queue, and counted apart: here and on the rail alike.
  await expect(desk.getByText(/^4 waiting · oldest/)).toBeVisible();
  await expect(desk.getByRole('link', { name: 'Approvals 4 drafts wait' })).toBeVisible();
  await expect(queue(desk).getByRole('option')).toHaveCount(5);
  await picture(desk, 'approvals');
  await clean('approvals');

  await desk.getByRole('button', { name: /^No answer found/ }).click();
  await expect(queue(desk).getByRole('option')).toHaveCount(1);
  await expect(row(desk, 'Eko')).toBeVisible();
  await desk.getByRole('button', { name: /^Passed/ }).click();
  await expect(queue(desk).getByRole('option')).toHaveCount(4);
  await desk.getByLabel('What the customer wants').selectOption({ label: 'Opening hours · 3' });
  await expect(queue(desk).getByRole('option')).toHaveCount(3);
  await expect(desk).toHaveURL(/show=waiting.*intent=hours/);
  // What one looks at is in the address.
  await desk.reload();
  await expect(queue(desk).getByRole('option')).toHaveCount(3);
  await desk.getByRole('button', { name: /^Held/ }).click();
  await expect(desk.getByText('No draft in this view.')).toBeVisible();
  await desk.getByRole('button', { name: 'Show all' }).click();
  await expect(queue(desk).getByRole('option')).toHaveCount(5);
  await expect(desk.getByRole('link', { name: 'Settings of automatic sending' })).toHaveAttribute(
    'href',
    '/settings/channels',
  );
});

test('any sign can be put under a message of the queue', async () => {
  await row(desk, 'Sari').click();
  const said = desk.getByRole('region', { name: 'Last messages' }).getByText('Halo, kapan toko buka?');
  await said.hover();
  await desk.getByRole('button', { name: 'Message actions' }).last().click();
  await desk.getByRole('menuitem', { name: 'React with another sign' }).click();
  await desk.getByRole('dialog', { name: 'Emoji' }).getByRole('searchbox').fill('coffee');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('region', { name: 'Last messages' }).getByText('☕').first()).toBeVisible();
});

test('all of one kind are approved together; what changed meanwhile stays and is told', async () => {
  test.setTimeout(120_000);
  await row(desk, 'Sari').click();
  await desk.keyboard.press('Shift+A');
  const dialog = desk.getByRole('dialog', { name: 'Approve and send 3 replies?' });
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await picture(desk, 'approve-all');
  await clean('approve all');

  // A colleague decides about one of them while the dialog is open.
  const other = await desk.context().newPage();
  await other.goto('/approvals');
  await row(other, 'Budi').click();
  const told = await rowSays(other, 'Budi', 'Rina discarded it');
  await card(other)
    .getByRole('button', { name: /Discard/ })
    .click();
  await other.getByRole('button', { name: 'No answer is needed' }).click();
  await expect.poll(told).toBe(true);
  await other.close();

  await desk.bringToFront();
  await dialog.getByRole('button', { name: 'Approve and send all 3' }).click();
  const outcome = desk.getByRole('dialog');
  await expect(outcome.getByRole('heading', { name: '2 of 3 replies approved' })).toBeVisible();
  await expect(outcome.getByRole('alert')).toContainText('1 did not go:');
  await expect(outcome.getByRole('alert')).toContainText('Budi');
  await picture(desk, 'approve-all-told');
  await outcome.getByRole('button', { name: 'Close' }).last().click();
  // Nothing is lost: the rest is there, and so is the keyboard.
  await expect(queue(desk).getByRole('option')).toHaveCount(2);
  await expect(queue(desk)).toBeFocused();
});

test('a row goes with who acted, the focus goes on, and an empty queue tells of today', async () => {
  const other = await desk.context().newPage();
  await other.goto('/approvals');
  await row(other, 'Dewi').click();
  await desk.bringToFront();
  await row(desk, 'Dewi').click();
  await desk.keyboard.press('Tab');
  await queue(desk).focus();
  const told = await rowSays(desk, 'Dewi', 'Rina approved it');
  await other.bringToFront();
  await card(other)
    .getByRole('button', { name: /Approve and send/ })
    .click();
  await desk.bringToFront();
  await expect.poll(told).toBe(true);
  await expect(row(desk, 'Dewi')).toHaveCount(0);
  await expect(row(desk, 'Eko')).toHaveAttribute('aria-selected', 'true');
  await expect(queue(desk)).toBeFocused();
  await other.close();

  await desk.getByRole('button', { name: 'No answer is needed' }).click();
  await expect(desk.getByText('Nothing waits for you.')).toBeVisible();
  const today = desk.getByRole('region', { name: 'Today' });
  await expect(today.getByRole('definition').nth(0)).toHaveText('3');
  await expect(today.getByRole('definition').nth(1)).toHaveText('0%');
  await picture(desk, 'approvals-none');
  await clean('nothing waits');
});

test('the queue comes in one request, in its order, and what is open stays open', async () => {
  await writes(fresh, 'Maya', 'Berapa harga jaket biru?');
  await desk.bringToFront();
  await desk.goto('/approvals');
  const rows = queue(desk).getByRole('option');
  await expect(row(desk, 'Maya')).toHaveAttribute('aria-selected', 'true');
  // Told last, though of twenty hours ago: it closes first, and comes in above what one reads.
  const late = await customer(desk.request, 'Lina', fresh.meta);
  await late.says('Halo, kapan toko buka?', Date.now() - 20 * 3_600_000);
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Lina');
  await expect(row(desk, 'Maya')).toHaveAttribute('aria-selected', 'true');
  await expect(desk.getByRole('heading', { level: 2, name: 'Maya' })).toBeVisible();
  // Each draft brings its conversation: none is asked for by itself.
  const asked: string[] = [];
  desk.on('request', (request) => {
    if (/\/api\/v1\/conversations\/[\w-]{36}$/.test(request.url())) asked.push(request.url());
  });
  await desk.reload();
  await expect(rows.first()).toContainText('Lina');
  await expect(rows.nth(1)).toContainText('Maya');
  await expect(desk.getByRole('heading', { level: 2, name: 'Lina' })).toBeVisible();
  expect(asked).toEqual([]);
});

test('what the check holds goes only after its doubts were read once more', async () => {
  await writes(fresh, 'Fitri', 'Berapa harga jaket biru?');
  await openThread('Fitri');
  await expect(card(desk)).toBeVisible();
  await desk.keyboard.press('e');
  const field = desk.getByLabel('Text of the draft');
  await field.fill(`${await field.inputValue()} Kami titip salam untuk keluarga.`);
  await desk.getByRole('button', { name: 'Save and check again' }).click();
  const held = card(desk, 'AI draft, held');
  await expect(held).toBeVisible();
  await expect(held.locator('mark')).not.toHaveCount(0);
  await picture(desk, 'draft-held');
  await clean('held');
  // No key lets it go.
  await desk.keyboard.press('a');
  await held.getByRole('button', { name: 'Send anyway' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Send although the check holds it?' });
  await picture(desk, 'draft-anyway');
  await clean('send anyway');
  await dialog.getByRole('button', { name: 'Send anyway' }).click();
  await expect(thread(desk, 'Fitri').getByText('Kami titip salam untuk keluarga.')).toBeVisible();
  await expect(desk.getByText('Draft approved by Rina')).toBeVisible();
  await desk.getByText('Draft approved by Rina').click();
  await picture(desk, 'draft-history');
});

test('a rule that is about to send can be held, by its key and by beginning to answer', async () => {
  test.setTimeout(150_000);
  await desk.goto('/settings/channels');
  // Answered by the server, so it may turn a moment after the click.
  const byRule = desk.getByRole('radio', { name: /by rule/ });
  await byRule.click({ force: true });
  await expect(byRule).toBeChecked();
  const hold = desk.getByRole('group', { name: 'Time to hold what is about to be sent' });
  await expect(hold.getByRole('radio', { name: '5 seconds' })).toBeChecked();
  await picture(desk, 'hold-choice');
  await clean('hold choice');
  await hold.getByRole('radio', { name: '30 seconds' }).click();
  await expect(hold.getByRole('radio', { name: '30 seconds' })).toBeChecked();

  const gita = await writes(fresh, 'Gita', 'Berapa harga jaket biru?');
  await openThread('Gita');
  const auto = card(desk, 'AI draft, about to be sent');
  await expect(auto.getByText(/^Sends in \d+ s$/)).toBeVisible();
  const row = desk.getByRole('option', { name: /Gita/ });
  await expect(row.getByText('Scheduled')).toBeVisible();
  await picture(desk, 'draft-auto');
  await clean('about to be sent');
  await desk.keyboard.press('h');
  await expect(auto).toHaveCount(0);
  await expect(row.getByText('Scheduled')).toHaveCount(0);
  await expect(card(desk).getByRole('button', { name: /Approve and send/ })).toBeVisible();

  // The next one is held by the first letter of an answer; the rest of the conversation is people's.
  await gita.says('Kalau jaket merah berapa?');
  await desk.bringToFront();
  await expect(auto).toBeVisible();
  await desk.getByRole('textbox', { name: 'Write to Gita' }).pressSequentially('S');
  await expect(auto).toHaveCount(0);
  const floor = desk.getByRole('switch', { name: 'Only people answer here' });
  await expect(floor).toBeChecked();
  await expect(floor).toHaveAccessibleDescription(/Press to hand it back to the AI\.$/);
  await picture(desk, 'floor');

  // Handed back, with a word for colleagues.
  await desk.getByText('Human has it').click();
  const box = desk.getByRole('dialog', { name: 'Hand back to the AI' });
  await box.getByLabel('Note for colleagues (optional)').fill('Sudah ditelepon');
  await picture(desk, 'hand-back');
  await clean('hand back');
  await box.getByRole('button', { name: 'Hand back to the AI' }).click();
  await expect(floor).not.toBeChecked();
  await expect(thread(desk, 'Gita').getByText('Sudah ditelepon')).toBeVisible();
});

test('what nobody holds goes by itself when its time has come', async () => {
  test.setTimeout(90_000);
  await desk.goto('/settings/channels');
  const hold = desk.getByRole('group', { name: 'Time to hold what is about to be sent' });
  await hold.getByRole('radio', { name: '5 seconds' }).click();
  await expect(hold.getByRole('radio', { name: '5 seconds' })).toBeChecked();
  await writes(fresh, 'Hadi', 'Berapa harga jaket biru?');
  await openThread('Hadi');
  await expect(
    card(desk, 'AI draft, about to be sent').or(desk.getByText('Draft sent by rule')),
  ).toBeVisible();
  await expect(desk.getByText('Draft sent by rule')).toBeVisible({ timeout: 20_000 });
  // The tick leads to the evidence of the message.
  const tick = thread(desk, 'Hadi').getByRole('link', { name: /Show the evidence$/ });
  await expect(tick).toBeVisible({ timeout: 20_000 });
  await tick.click();
  await expect(desk).toHaveURL(/\/evidence\/./);
});
