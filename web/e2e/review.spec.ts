import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type Connecting, connecting } from './connecting';
import { signInAnew } from './desk';
import { picture } from './fresh-desk';
import { everyLook } from './looks';
import { type OwnHouse, ownHouse } from './own-house';

// What Meta's reviewer does, with the role made for them, in a house of their own; beside it the checklist stays open.
test.describe.configure({ mode: 'serial' });

const GO = 'Connect WhatsApp via Meta';
const CANCELLED = 'Signup was cancelled before it finished';
const EXPIRED = 'The session expired. Start again.';
const CALLBACK = '**/api/wa/embedded-signup-callback';
const QUESTION = 'Halo, apakah jaket biru ukuran M masih ada?';

interface Ids {
  waba_id: string;
  phone_number_id: string;
}

let house: OwnHouse;
let reviewer: { email: string; password: string };
let context: BrowserContext;
let desk: Page;
let checklist: Page;
let phone: Page;
let at: Connecting;
/** The numbers that were there before the reviewer came. */
let before: unknown[] = [];
/** The number that the reviewer connected. */
let mine: Record<'id' | 'name' | 'display' | 'phone_number_id', string>;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  house = await ownHouse();
  const { workspace_id: workspace } = await house.told<{ workspace_id: string }>('demo');
  const person = ['--email', 'reviewer@meta.example', '--name', 'Meta Reviewer'];
  reviewer = await house.told('user', 'add', ...person, '--workspace', workspace, '--role', 'reviewer');
  context = await browser.newContext({
    baseURL: house.url,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  desk = await context.newPage();
});

test.afterAll(async () => {
  await context?.close();
  await house?.stop();
});

const row = (step: string) => checklist.getByRole('listitem').filter({ hasText: step });
const open = (step: string) => expect(row(`${step}: open`)).toBeVisible();

/** The checklist ticked it by itself, and so many by now. */
async function ticked(step: string, done: number): Promise<void> {
  await expect(row(`${step}: done`), step).toBeVisible({ timeout: 20_000 });
  await expect(checklist.getByText(`${done} of 11 done`)).toBeVisible({ timeout: 20_000 });
}

/** The integrations as nobody has touched them: no row, no beginning of one, and the way to Meta. */
async function untouched(): Promise<void> {
  await expect(desk).toHaveURL(/\/settings\/channels$/);
  await expect(desk.getByRole('heading', { name: 'Channels', level: 1 })).toBeVisible();
  await expect(desk.getByRole('list', { name: 'Steps of the connection' })).toHaveCount(0);
  await expect(desk.getByRole('button', { name: 'Disconnect' })).toHaveCount(before.length);
  await at.nothingBegun(before.length);
  await open('Connect a number or account');
}

/** Meta's window, opened from the integrations. */
async function openMeta(page = desk, button = GO): Promise<Page> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  await expect(popup.getByRole('heading', { name: /^Let this app work with WhatsApp/ })).toBeVisible();
  return popup;
}

/** Ends the dialog as the sandbox can be told to. */
async function endWith(popup: Page, ending: string): Promise<void> {
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Fail here with…' }).click();
  await popup.getByRole('button', { name: ending }).click();
  await closed;
}

test('the reviewer is told where they are, and signs in', async () => {
  await desk.goto('/login');
  await expect(desk.getByText('This desk is open to Meta’s reviewers.')).toBeVisible();
  // Whose account it is, the page does not tell.
  await expect(desk.getByRole('main')).not.toContainText(reviewer.email);
  await picture(desk, 'login-reviewer');
  await everyLook(desk, 'the sign-in with the hint');
  await desk.setViewportSize({ width: 1280, height: 800 });
  await signInAnew(desk, reviewer);
  checklist = await context.newPage();
  await checklist.goto('/review');
  await ticked('Sign in', 1);
  phone = await context.newPage();
  await phone.goto(house.phone);
  at = await connecting({ desk, house, meta: house.phone.replace(/\/sandbox\/phone.*/, '/_sandbox') });
  before = (await at.read('channels')).map((one) => one.id);
  // A look at the evidence before there is anything of theirs is none of the steps.
  await desk.goto('/evidence');
  await expect(desk.getByRole('list', { name: 'Entries' })).toBeVisible();
  await open('Look at the evidence');
});

test('the integrations are where the submission says', async () => {
  await desk.goto('/settings/integrations');
  await untouched();
  await expect(desk.getByRole('button', { name: GO, exact: true })).toBeEnabled();
  await picture(desk, 'integrations');
  await at.clean('integrations');
});

test('a window that is closed early leaves the integrations as they were', async () => {
  const popup = await openMeta();
  await popup.getByRole('button', { name: 'Continue' }).click();
  await popup.close();
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await expect(desk.getByText(CANCELLED, { exact: true })).toBeVisible();
  await picture(desk, 'integrations-cancelled');
  await at.clean('cancelled');
  await untouched();
});

test('a session that is over starts again, and no id of a launch before is sent', async () => {
  const told: Ids[] = [];
  await desk.exposeFunction('loketTold', (ids: Ids) => told.push(ids));
  await desk.evaluate(() => {
    addEventListener('message', ({ data }) => {
      const said = /^{.*"FINISH"/.test(String(data)) && JSON.parse(data).data;
      if (said) (window as unknown as { loketTold: (ids: Ids) => void }).loketTold(said);
    });
  });
  const posted: Partial<Ids>[] = [];
  await desk.route(CALLBACK, (route) => {
    posted.push(route.request().postDataJSON());
    return route.continue();
  });
  // The ids of this launch are told, and then its window closes.
  await endWith(await openMeta(desk, 'Try again'), 'The window closes before the code');
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await expect.poll(() => told.length).toBe(1);
  expect(posted).toEqual([]);
  // The next one's session is over when its code comes.
  await endWith(await openMeta(desk, 'Try again'), 'The code is over');
  await expect(desk.getByRole('alert')).toHaveText(EXPIRED);
  await expect.poll(() => told.length).toBe(2);
  expect(posted).toEqual([expect.objectContaining({ waba_id: told[1]?.waba_id })]);
  expect(told[1]?.waba_id).not.toBe(told[0]?.waba_id);
  await desk.unroute(CALLBACK);
  await untouched();
});

test('a window that stays open too long starts again', async ({ browser }) => {
  const storageState = await context.storageState();
  const slow = await browser.newContext({ baseURL: house.url, locale: 'en-GB', storageState });
  const page = await slow.newPage();
  await page.clock.install();
  await page.goto('/settings/integrations');
  await openMeta(page);
  await expect(page.getByText('Waiting for Meta… keep this window open')).toBeVisible();
  await page.clock.fastForward('30:00');
  await expect(page.getByRole('alert')).toHaveText(EXPIRED);
  await expect(page).toHaveURL(/\/settings\/channels$/);
  await slow.close();
  await untouched();
});

test('three times Continue connect the number', async () => {
  test.setTimeout(90_000);
  await checklist.bringToFront();
  await row('Connect a number or account').getByRole('link', { name: 'Go there' }).click();
  await expect(checklist).toHaveURL(/\/settings\/channels$/);
  await checklist.goBack();
  await desk.bringToFront();
  await desk.goto('/settings/integrations');
  const popup = await openMeta();
  const go = popup.getByRole('button', { name: 'Continue' });
  await go.click();
  await expect(popup.getByRole('heading', { name: 'Which business, and which number?' })).toBeVisible();
  await go.click();
  await expect(popup.getByRole('heading', { name: 'Is this right?' })).toBeVisible();
  await Promise.all([popup.waitForEvent('close'), go.click()]);
  await expect(desk.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(desk.getByRole('button', { name: 'Disconnect' })).toHaveCount(before.length + 1);
  await picture(desk, 'integrations-connected');
  await at.clean('connected');
  await at.nothingToRead();
  mine = (await at.read('channels')).find((one) => !before.includes(one.id)) as typeof mine;
  await expect(desk.getByRole('main').getByText(mine.display).first()).toBeVisible();
  await ticked('Connect a number or account', 4);
  await ticked('The token is kept encrypted', 4);
  await ticked('The number is shown with its state', 4);
});

test('what comes to another number is none of the steps; a message to this one gets a draft', async () => {
  test.setTimeout(90_000);
  await phone.bringToFront();
  const business = phone.getByRole('combobox', { name: /^Business/ });
  const say = async (words: string) => {
    await phone.getByRole('textbox', { name: 'Message' }).fill(words);
    await phone.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(phone.getByRole('log', { name: 'Messages' }).getByText(words)).toBeVisible();
  };
  await business.selectOption({ label: 'Toko Angin' });
  await say('Halo');
  await desk.bringToFront();
  await desk.goto('/inbox');
  await expect(desk.getByRole('option').filter({ hasText: 'Halo' })).toBeVisible({ timeout: 20_000 });
  await checklist.reload();
  await open('A customer’s message arrives');
  await phone.bringToFront();
  await business.selectOption(mine.phone_number_id);
  await say(QUESTION);
  await ticked('A customer’s message arrives', 6);
  await ticked('A reply is drafted', 6);
});

test('the reviewer approves, and Meta takes it and says that it arrived', async () => {
  test.setTimeout(90_000);
  await checklist.bringToFront();
  await picture(checklist, 'review-half');
  await desk.bringToFront();
  await desk.getByRole('option').filter({ hasText: QUESTION }).click();
  const draft = desk.getByRole('region', { name: 'AI draft, waiting for you' });
  await expect(draft).toBeVisible({ timeout: 20_000 });
  await expect(draft.getByText('Safety check passed')).toBeVisible();
  const words = await draft.locator('.spoken').first().innerText();
  await draft.getByRole('button', { name: /Approve and send/ }).click();
  await expect(draft).toBeHidden();
  await ticked('The reply is approved', 9);
  await ticked('Meta takes it', 9);
  await ticked('Meta says that it arrived', 9);
  await phone.bringToFront();
  await expect(phone.getByRole('log', { name: 'Messages' })).toContainText(words, { useInnerText: true });
  await desk.bringToFront();
  const thread = desk.getByRole('region', { name: /^Messages with / });
  await expect(thread.getByText('AI approved by Meta Reviewer')).toBeVisible();
  await expect(thread.getByRole('img', { name: /^(Delivered|Read)/ })).toBeVisible();
});

test('the evidence of the message is looked at', async () => {
  const thread = desk.getByRole('region', { name: /^Messages with / });
  await open('Look at the evidence');
  await thread.getByRole('link', { name: /Show the evidence/ }).click();
  await expect(desk).toHaveURL(/\/evidence\/[0-9a-f-]{36}$/);
  const entries = desk.getByRole('list', { name: 'Entries' }).getByRole('listitem');
  await entries.last().locator('summary').click();
  await expect(entries.last().getByText(/wamid\./)).toBeVisible();
  await ticked('Look at the evidence', 10);
});

test('the reviewer disconnects, and nothing of it is left but what happened', async () => {
  await desk.goto('/settings/integrations');
  const card = desk.getByRole('region').or(desk.locator('section')).filter({ hasText: mine.display });
  await card.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = desk.getByRole('dialog', { name: `Disconnect ${mine.name}?` });
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole('button', { name: 'Disconnect' })).toHaveCount(before.length);
  const left = (await at.read('channels')).find((one) => one.id === mine.id);
  expect(left).toMatchObject({ connection: 'disconnected', token: { fingerprint: null } });
  expect(left?.phone_number_id || left?.waba_id).toBeFalsy();
  // What was ticked stays ticked.
  await ticked('Disconnect', 11);
  await checklist.reload();
  await ticked('Sign in', 11);
  await picture(checklist, 'review');
  await everyLook(checklist, 'the checklist');
});
