import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type APIRequestContext, type BrowserContext, expect, type Page } from '@playwright/test';

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

interface Person {
  email: string;
  password: string;
  /** The house it is a person of, when that is one of a test's own. */
  url?: string;
}

const owner = (): Person => ({ email: needed('LOKET_EMAIL'), password: needed('LOKET_PASSWORD') });

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** The last session of each person, for the next browser of this worker. What is dangerous asks older ones once more. */
const sessions = new Map<string, { cookies: Cookies; since: number }>();
const KEPT_MS = 4 * 60_000;
const known = (who: Person) => `${who.url} ${who.email}`;

/** Waits for the inbox. The list holds still under the pointer; new rows are wanted here. */
async function inside(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await page.mouse.move(0, 0);
}

/** Signs in by hand: a session of this browser alone. */
export async function signInAnew(page: Page, who = owner()): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await inside(page);
  sessions.set(known(who), { cookies: await page.context().cookies(), since: Date.now() });
}

/** Enters as the owner, of a house of one's own when it is given: by hand at first, then with the session of before. */
export async function signIn(page: Page, who = owner()): Promise<void> {
  const kept = sessions.get(known(who));
  if (!kept || Date.now() - kept.since > KEPT_MS) return signInAnew(page, who);
  await page.context().addCookies(kept.cookies);
  await page.goto('/inbox');
  await inside(page);
}

/** How long what is sent can be taken back. Where nothing is, nobody needs to wait for that. */
export async function undoFor(page: Page, seconds: number): Promise<void> {
  const workspace = await page.evaluate(() => localStorage.getItem('loket.workspace') ?? '');
  const set = await page.request.put('/api/v1/settings/composer', {
    headers: { 'Loket-Workspace': workspace, origin: new URL(page.url()).origin },
    data: { undo_seconds: seconds },
  });
  expect(set.ok(), await set.text()).toBe(true);
}

export const phoneUrl = () => needed('LOKET_PHONE_URL');

/** Somebody new holds the phone. */
export async function addPerson(phone: Page, name: string): Promise<void> {
  await phone.getByRole('button', { name: 'Add a person' }).click();
  const dialog = phone.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toBeHidden();
}

/** Writes to the business as a new customer of the sandbox. */
export async function writeAsCustomer(phone: Page, name: string, words: string): Promise<void> {
  // The whole phone page, whatever the width under test is.
  await phone.setViewportSize({ width: 1100, height: 800 });
  await phone.goto(phoneUrl());
  await addPerson(phone, name);
  await phone.getByRole('textbox', { name: 'Message' }).fill(words);
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(phone.getByRole('log', { name: 'Messages' }).getByText(words)).toBeVisible();
}

/** Somebody new wrote at another time, as Meta tells it late. */
export async function writeLongAgo(
  request: APIRequestContext,
  name: string,
  at: number,
  text = 'Halo',
): Promise<void> {
  const control = phoneUrl().replace(/\/sandbox\/phone.*/, '/_sandbox');
  const made = await request.post(`${control}/customers`, { data: { name } });
  const { customer } = (await made.json()) as { customer: { id: string } };
  const { wabas } = (await (await request.get(`${control}/wabas`)).json()) as {
    wabas: { name: string; numbers: { phone_number_id: string }[] }[];
  };
  const number = wabas.find((one) => one.name === 'Toko Angin')?.numbers[0]?.phone_number_id;
  const sent = await request.post(`${control}/inbound`, {
    data: { phone_number_id: number, customer: customer.id, text, at },
  });
  expect(sent.ok(), await sent.text()).toBe(true);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a theme can break; nothing else on a page changes with it. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Every rule of axe, best practices included; the page's policy does not hold for the debugger. */
export async function violations(
  page: Page,
  within = ':root',
  rules: 'all' | 'colours' = 'all',
): Promise<string[]> {
  const debug = await page.context().newCDPSession(page);
  const { result: there } = await debug.send('Runtime.evaluate', { expression: 'typeof axe' });
  if (there.value === 'undefined') await debug.send('Runtime.evaluate', { expression: axe });
  // What passes is not listed: on a long page that takes as long as to look.
  const how = { resultTypes: ['violations'], ...(rules === 'colours' && { runOnly: COLOURS }) };
  const found = await debug.send('Runtime.evaluate', {
    expression: `axe.run(document.querySelector(${JSON.stringify(within)}), ${JSON.stringify(how)}).then((result) => result.violations.map((one) => one.id + ' ' + one.nodes[0].target))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await debug.detach();
  return found.result.value as string[];
}
