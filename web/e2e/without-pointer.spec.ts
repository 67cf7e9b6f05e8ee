import { expect, type Locator, type Page, test } from '@playwright/test';
import { undoFor } from './desk';
import { type FreshDesk, freshDesk } from './fresh-desk';
import { customer, tell } from './meta';

// A house of its own: a second number would be in the way of others.
test.describe.configure({ mode: 'serial' });

let fresh: FreshDesk;
let desk: Page;
let meta: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk, meta } = fresh);
  await undoFor(desk, 0);
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

/** Whoever has the focus must show it, inside the screen: by a ring, or by the row that is lit. */
async function focusIsSeen(): Promise<void> {
  const seen = await desk.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'nothing has the focus';
    const shows = (one: Element | null) => {
      const style = one && getComputedStyle(one);
      return (
        style &&
        ((style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none')
      );
    };
    const box = at.getBoundingClientRect();
    if (box.bottom < 0 || box.top > innerHeight) return `${at.outerHTML.slice(0, 120)} is outside`;
    // A list shows it on its row, a field may on the box around it.
    const active = document.getElementById(at.getAttribute('aria-activedescendant') ?? '');
    return shows(at) || shows(active) || shows(at.parentElement) || shows(at.closest('label, form, fieldset'))
      ? ''
      : `${at.outerHTML.slice(0, 120)} shows no focus`;
  });
  expect(seen).toBe('');
}

/** Tabs until it is there. */
async function tabTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return focusIsSeen();
    await desk.keyboard.press('Tab');
    await focusIsSeen();
  }
  throw new Error(`${target} cannot be reached`);
}

async function openByKeys(name: string, place: 'Home' | 'End'): Promise<void> {
  await desk.goto('/inbox');
  await expect(desk.getByRole('option', { name })).toBeVisible();
  await desk.keyboard.press('/');
  await desk.keyboard.type(name);
  // What was typed is looked for a moment later, and then the list is another one.
  await expect(desk).toHaveURL(/[?&]q=/);
  await expect(desk.getByRole('option')).toHaveCount(1);
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Escape');
  await expect(desk).not.toHaveURL(/[?&]q=/);
  await expect(desk.getByRole('option', { name })).toBeVisible();
  await desk.keyboard.press('j');
  await expect(desk.getByRole('listbox', { name: 'Conversations' })).toBeFocused();
  await desk.keyboard.press(place);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
}

test('a draft is edited and sent', async () => {
  await (await customer(desk.request, 'Rini', meta)).says('Berapa harga jaket biru?');
  await openByKeys('Rini', 'Home');
  await expect(desk.getByRole('region', { name: 'AI draft, waiting for you' })).toBeVisible({
    timeout: 20_000,
  });
  await desk.keyboard.press('e');
  await expect(desk.getByLabel('Text of the draft')).toBeFocused();
  await focusIsSeen();
  await desk.keyboard.press('Control+End');
  await desk.keyboard.press('Backspace');
  await desk.keyboard.type('!');
  const end = (await desk.getByLabel('Text of the draft').inputValue()).slice(-16).trim();
  await desk.keyboard.press('Control+Enter');
  const thread = desk.getByRole('region', { name: 'Messages with Rini' });
  await expect(thread.getByText(/^AI approved by/)).toBeVisible();
  await expect(thread).toContainText(end);
});

test('a template is filled and sent', async () => {
  await (await customer(desk.request, 'Lama', meta)).says('Halo', Date.now() - 25 * 3_600_000);
  await openByKeys('Lama', 'End');
  await desk.keyboard.press('t');
  await expect(desk.getByRole('combobox', { name: 'Search templates' })).toBeFocused();
  await focusIsSeen();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('region', { name: 'What the customer sees' })).toBeVisible();
  const send = desk.getByRole('button', { name: /^Send template/ });
  for (const field of await desk.getByRole('textbox', { name: /\{\{/ }).all()) {
    await tabTo(field);
    await desk.keyboard.type('Kak');
  }
  await tabTo(send);
  await desk.keyboard.press('Enter');
  const thread = desk.getByRole('region', { name: 'Messages with Lama' });
  await expect(thread.getByRole('img', { name: /^(Delivered|Read)/ })).toBeVisible({ timeout: 30_000 });
});

test('a number is connected by hand', async () => {
  const made = (await tell(desk.request, '/wabas', WABA, meta)) as { token: string };
  await desk.goto('/settings/channels/new');
  await tabTo(desk.locator('summary', { hasText: 'Enter ids by hand' }));
  await desk.keyboard.press('Enter');
  for (const [label, value] of [
    [/^Name/, 'Toko Kedua'],
    [/^Display/, '+62 811-5550-0909'],
    [/^Phone number id/, WABA.numbers[0]?.id ?? ''],
    [/^WhatsApp Business account/, WABA.id],
    [/^Access token/, made.token],
  ] as const) {
    await tabTo(desk.getByLabel(label));
    await desk.keyboard.type(value);
  }
  await desk.keyboard.press('Enter');
  await expect(desk).toHaveURL(/\/settings\/channels$/, { timeout: 20_000 });
  await expect(desk.getByText('Toko Kedua').first()).toBeVisible();
});

const WABA = {
  id: '700100200399500',
  name: 'Toko Kedua',
  token: `EAAkedua${Date.now()}`,
  numbers: [{ id: '700100200399600', display: '+62 811-5550-0909', verified_name: 'Toko Kedua' }],
};

test('the chain is verified', async () => {
  await desk.keyboard.press('g');
  await desk.keyboard.press('e');
  const verify = desk.getByRole('button', { name: 'Verify the chain' });
  await expect(verify).toBeVisible();
  await tabTo(verify);
  await desk.keyboard.press('Enter');
  await expect(desk.getByText(/^[\d,]+ rows?, unbroken$/)).toBeVisible({ timeout: 30_000 });
  await focusIsSeen();
});
