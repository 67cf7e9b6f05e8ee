import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type APIRequestContext, expect, type Page } from '@playwright/test';

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/** Signs in as the owner, of a house of one's own when it is given, and waits for the inbox. */
export async function signIn(page: Page, who?: { email: string; password: string }): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('E-mail').fill(who?.email ?? needed('LOKET_EMAIL'));
  await page.getByLabel('Password', { exact: true }).fill(who?.password ?? needed('LOKET_PASSWORD'));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  // The list holds still under the pointer; new rows are wanted here.
  await page.mouse.move(0, 0);
}

export const phoneUrl = () => needed('LOKET_PHONE_URL');

/** Writes to the business as a new customer of the sandbox. */
export async function writeAsCustomer(phone: Page, name: string, words: string): Promise<void> {
  // The whole phone page, whatever the width under test is.
  await phone.setViewportSize({ width: 1100, height: 800 });
  await phone.goto(phoneUrl());
  await phone.getByRole('button', { name: 'Add a person' }).click();
  const dialog = phone.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByRole('button', { name: 'Add' }).click();
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

/** Every rule of axe, best practices included; the page's policy does not hold for the debugger. */
export async function violations(page: Page, within = ':root'): Promise<string[]> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axe });
  const found = await debug.send('Runtime.evaluate', {
    expression: `axe.run(document.querySelector(${JSON.stringify(within)})).then((result) => result.violations.map((one) => one.id + ' ' + one.nodes[0].target))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await debug.detach();
  return found.result.value as string[];
}
