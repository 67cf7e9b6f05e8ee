import { expect, type Page, test } from '@playwright/test';
import { type Connecting, connecting } from './connecting';
import { type FreshDesk, freshDesk, picture } from './fresh-desk';

test.describe.configure({ mode: 'serial' });

const HERE = '/settings/channels/app-connections';

let fresh: FreshDesk;
let desk: Page;
let at: Connecting;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk } = fresh);
  at = await connecting(fresh);
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

async function connections(): Promise<Record<string, unknown>[]> {
  const answer = await desk.request.get('/api/v1/app-connections', { headers: at.headers });
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
}

/** Away to Facebook’s dialog, for a new connection. */
async function leave(name: string): Promise<void> {
  await desk.goto(HERE);
  await desk.getByRole('button', { name: '+ New App Connection' }).click();
  await desk.getByLabel('Name').fill(name);
  await desk.getByRole('button', { name: 'Authorize with Facebook' }).click();
  await arrived();
}

const arrived = () =>
  expect(desk.getByRole('heading', { name: 'Let this app work with your business accounts?' })).toBeVisible();

const go = () => desk.getByRole('button', { name: 'Continue', exact: true }).click();

async function befalls(fate: object): Promise<void> {
  const answer = await desk.request.post(`${at.meta}/login/person`, { data: fate });
  expect(answer.ok(), await answer.text()).toBe(true);
}

test('whoever cancels there reads so, and nothing is kept', async () => {
  await desk.goto('/settings/channels');
  await desk.getByRole('main').getByRole('link', { name: 'App connections' }).click();
  await expect(desk.getByText('No app connection yet')).toBeVisible();
  await picture(desk, 'app-connections-empty');
  await leave('Produksi');
  await picture(desk, 'app-connections-dialog');
  await desk.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(desk.getByRole('alert')).toContainText('Signup was cancelled before it finished');
  await expect(desk).toHaveURL(new RegExp(`${HERE}$`));
  await picture(desk, 'app-connections-cancelled');
  await at.clean('cancelled');
  expect(await connections()).toEqual([]);
});

test('a permission that was left out is named', async () => {
  await leave('Produksi');
  await desk.getByRole('checkbox', { name: /whatsapp_business_messaging/ }).uncheck();
  await go();
  const alert = desk.getByRole('alert');
  await expect(alert).toContainText('Insufficient permissions');
  await expect(alert).toContainText('Missing: whatsapp_business_messaging.');
  expect(await connections()).toEqual([]);
});

test('an own account is chosen, and a number of it is connected', async () => {
  await leave('Produksi');
  await desk
    .getByRole('checkbox', { name: /Your own account/ })
    .last()
    .check();
  await desk
    .getByRole('checkbox', { name: /A client's account/ })
    .last()
    .check();
  await go();
  const accounts = desk.getByRole('region', { name: 'Business account' });
  await expect(accounts.getByText(/Client’s account/).first()).toBeVisible();
  await picture(desk, 'app-connections-accounts');
  await accounts
    .getByRole('listitem')
    .filter({ hasText: 'Own account' })
    .last()
    .getByRole('button', { name: /^Save connection/ })
    .click();
  const numbers = desk.getByRole('region', { name: 'Phone number' });
  await expect(numbers.getByText('High').first()).toBeVisible();
  await numbers.getByRole('button', { name: 'Reload Phone Numbers' }).click();
  await picture(desk, 'app-connections-numbers');
  await at.clean('numbers');
  await numbers
    .getByRole('button', { name: /^Connect/ })
    .first()
    .click();
  await expect(desk.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible({
    timeout: 20_000,
  });
  await expect.poll(async () => (await connections())[0]?.status).toBe('active');
  await at.nothingToRead();
  await picture(desk, 'app-connections-connected');
});

test('a token that is over is told, and agreeing again mends it', async () => {
  await befalls({ kind: 'expire' });
  // Whoever uses it next hears of it: this question, or the look at the new number, whichever is first.
  const [one] = await connections();
  const url = `/api/v1/app-connections/${one?.id}/accounts`;
  const answer = await desk.request.get(url, { headers: at.headers });
  expect(await answer.json()).toMatchObject({ title: 'Invalid or expired access token' });
  await desk.goto(HERE);
  await expect(desk.getByText('Invalid or expired access token')).toBeVisible();
  await expect(desk.getByText('Needs re-authorization')).toBeVisible();
  await picture(desk, 'app-connections-over');
  await at.clean('over');
  await desk.getByRole('button', { name: 'Re-authorize', exact: true }).click();
  await arrived();
  for (const box of await desk.getByRole('checkbox', { name: /account/ }).all()) await box.check();
  await go();
  await expect(desk.getByText('Active', { exact: true })).toBeVisible();
  expect((await connections()).length).toBe(1);
});

test('it is renamed, and not removed while a number uses it', async () => {
  await desk.goto(HERE);
  await desk.getByRole('button', { name: 'Rename' }).click();
  await desk.getByLabel('Name').fill('Agensi');
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByRole('heading', { name: 'Agensi' })).toBeVisible();
  await desk.getByRole('button', { name: 'Remove' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(desk.getByRole('dialog').getByRole('alert')).toContainText('uses this connection');
});
