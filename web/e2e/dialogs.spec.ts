import { expect, type Locator, type Page, test } from '@playwright/test';
import { signIn } from './desk';
import { everyLook } from './looks';
import { customer } from './meta';
import { visit } from './settled';

/** Looks at what is open in every way, without opening it anew; `within` keeps to a part of the page. */
const everyWay = (page: Page, what: string, open: Locator, within?: string) =>
  everyLook(page, what, {
    before: (look) => expect(open, look).toBeVisible(),
    ...(within && { within }),
  });

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

/** A dialog and the way to it. A new dialog is added here. */
interface Box {
  path: string;
  open: (page: Page) => Promise<void>;
}

const BOXES: Record<string, Box> = {
  'keyboard shortcuts': { path: '/evidence', open: (page) => page.keyboard.press('?') },
  palette: { path: '/evidence', open: (page) => page.keyboard.press('Control+k') },
  invitation: { path: '/settings/team', open: press('Invite') },
  'new key': { path: '/settings/api-keys', open: press(/key$/) },
  'one-time codes': { path: '/settings/security', open: press('Set up') },
  disconnect: { path: '/settings/channels', open: press('Disconnect') },
  deregistration: { path: '/admin/whatsapp-settings', open: press('Deregister this number') },
  'new item': { path: '/knowledge', open: press('Add an item') },
  import: { path: '/knowledge', open: press('Import') },
  feeds: { path: '/knowledge', open: press(/feed/i) },
  'new policy': { path: '/knowledge?tab=policies', open: press('Add a policy') },
  'new answer': { path: '/knowledge?tab=answers', open: press('Add an answer') },
  'what changed': { path: '/knowledge?tab=versions', open: press('What changed') },
  'opt-in': { path: 'contact', open: press('Record an opt-in') },
  merge: { path: 'contact', open: press('Merge with another contact') },
  attributes: { path: 'contact', open: press('Manage attributes') },
  erasure: { path: 'contact', open: press('Delete this person’s data') },
  labels: { path: 'thread', open: (page) => page.keyboard.press('l') },
  snooze: { path: 'thread', open: (page) => page.keyboard.press('s') },
  views: { path: '/inbox', open: (page) => page.keyboard.press('f') },
};

test('every dialog is free of axe findings in both themes and widths', async ({ page, request }) => {
  test.setTimeout(240_000);
  const name = `Kotak ${Date.now() % 1_000_000}`;
  await (await customer(request, name)).says('Halo');
  await signIn(page);
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
  const thread = new URL(page.url()).pathname;
  await page.goto('/contacts');
  await page.getByLabel('Name, user name or number').fill(name);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const known: Record<string, string> = { thread, contact: new URL(page.url()).pathname };
  let at = '';
  for (const [what, { path, open }] of Object.entries(BOXES)) {
    if (path === at) {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    } else {
      await visit(page, known[path] ?? path);
    }
    at = path;
    await open(page);
    await everyWay(page, what, page.getByRole('dialog'), 'dialog[open]');
  }
});

test('so are the page of a contact, the tabs of the knowledge, the account menu and the states of the composer', async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  const run = Date.now() % 1_000_000;
  const [held, closed, stopped] = [`Tahan ${run}`, `Lama ${run}`, `Henti ${run}`] as const;
  await (await customer(request, closed)).says('Halo', Date.now() - 25 * 3_600_000);
  const left = await customer(request, stopped);
  await left.says('Halo');
  await left.says('STOP');
  await (await customer(request, held)).says('Berapa harga jaket biru?');
  await signIn(page);

  const look = async (name: string) => {
    await page.goto(`/inbox?q=${encodeURIComponent(`from:"${name}"`)}`);
    await page.getByRole('option', { name }).click();
    await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
  };
  await look(stopped);
  await everyWay(page, 'blocked', page.getByText('Sending is not possible').first());
  await look(closed);
  await everyWay(page, 'closed window', page.getByRole('button', { name: 'Choose a template' }));
  await page.getByRole('button', { name: 'Choose a template' }).click();
  await page.getByRole('combobox', { name: 'Search templates' }).press('Enter');
  await everyWay(page, 'template', page.getByRole('region', { name: 'What the customer sees' }));
  await look(held);
  await page.getByRole('region', { name: 'AI draft, waiting for you' }).waitFor({ timeout: 20_000 });
  await page.keyboard.press('e');
  const text = page.getByLabel('Text of the draft');
  await text.fill(`${await text.inputValue()} Kami titip salam untuk keluarga.`);
  await page.getByRole('button', { name: 'Save and check again' }).click();
  await everyWay(page, 'held draft', page.getByRole('region', { name: 'AI draft, held' }));

  await page.goto('/contacts');
  await page.getByLabel('Name, user name or number').fill(held);
  await page.getByRole('link', { name: held, exact: true }).click();
  await everyWay(page, 'contact', page.getByRole('heading', { level: 1, name: held }));
  for (const tab of ['policies', 'answers', 'hours', 'try', 'versions']) {
    await visit(page, `/knowledge?tab=${tab}`);
    await everyWay(page, tab, page.getByRole('tabpanel'));
  }
  await page.getByRole('button', { name: /Account/ }).click();
  await everyWay(page, 'account menu', page.getByRole('menu'));
});
