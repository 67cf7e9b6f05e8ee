import { expect, type Page, test } from '@playwright/test';
import { type Connecting, connecting } from './connecting';
import { type FreshDesk, freshDesk, picture } from './fresh-desk';
import { tell } from './meta';

test.describe.configure({ mode: 'serial' });

const GO = 'Connect Instagram';
const QUESTION = 'Is this the right account?';

let fresh: FreshDesk;
let desk: Page;
let at: Connecting;
let channels = 0;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk } = fresh);
  at = await connecting(fresh);
  channels = (await at.read('channels')).length;
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

/** Nothing of it is there: neither a channel nor the beginning of one. */
const nothingKept = () => at.nothingBegun(channels);

/** Away to Instagram, as far as its page of consent. */
async function leave(button = GO): Promise<void> {
  await desk.getByRole('button', { name: button, exact: true }).click();
  await expect(
    desk.getByRole('heading', { name: 'Let this app work with Instagram for you?' }),
  ).toBeVisible();
}

async function begin(): Promise<void> {
  await desk.goto('/settings/channels/new');
  await leave();
}

const allow = () => desk.getByRole('button', { name: 'Allow', exact: true }).click();

async function failWith(ending: string): Promise<void> {
  await desk.getByRole('button', { name: 'Fail here with…' }).click();
  await desk.getByRole('button', { name: ending }).click();
}

/** Whatever came back does not stay in the address, nor where a page could read it. */
async function addressIsClean(): Promise<void> {
  await expect(desk).toHaveURL(/\/settings\/channels\/instagram(\?login=[0-9a-f-]+)?$/);
  await at.nothingToRead();
}

test('the way begins among the channels and leads to Instagram', async () => {
  await desk.goto('/settings/channels');
  await desk.getByRole('main').getByRole('link', { name: 'Add a number or account' }).first().click();
  await expect(desk.getByRole('button', { name: GO, exact: true })).toBeVisible();
  await picture(desk, 'instagram-connect');
  await at.clean('connect');
  await leave();
  const asked = new URL(desk.url()).searchParams;
  expect(asked.get('redirect_uri')).toBe(`${fresh.house.url}/settings/channels/instagram`);
  expect(asked.get('force_reauth')).toBe(null);
  await nothingKept();
});

test('whoever comes back by the browser’s Back can leave again', async () => {
  await desk.goto('/settings/channels/new');
  // Nothing comes of the way there, so that the page stays as a browser keeps it.
  await desk.route('**/instagram/oauth/authorize**', (route) => route.fulfill({ status: 204 }));
  await desk.getByRole('button', { name: GO, exact: true }).click();
  await expect(desk.getByRole('button', { name: 'Opening Instagram…' })).toBeVisible();
  await desk.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await desk.unroute('**/instagram/oauth/authorize**');
  await leave();
});

test('whoever cancels there reads so, and nothing is kept', async () => {
  await begin();
  await desk.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(desk.getByRole('alert')).toContainText('You cancelled at Instagram.');
  await expect(desk.getByRole('alert')).toContainText('Nothing was connected.');
  await addressIsClean();
  await picture(desk, 'instagram-cancelled');
  await at.clean('cancelled');
  await nothingKept();
  await expect(desk.getByRole('button', { name: 'Start again' })).toBeVisible();
});

for (const [ending, words] of [
  ['An error is reported', 'Something went wrong. (simulated)'],
  ['The code is over', 'Meta did not accept the sign-in. Start again.'],
  ['The code was spent already', 'Meta did not accept the sign-in. Start again.'],
  ['The code is for another address', 'Meta did not accept the sign-in. Start again.'],
  ['Taken back at once', 'Meta did not say whose account this is'],
] as const) {
  test(`nothing stays of a sign-in that fails: ${ending}`, async () => {
    await begin();
    await failWith(ending);
    await expect(desk.getByRole('alert')).toContainText(words);
    await addressIsClean();
    await nothingKept();
  });
}

test('a permission that was left out is named', async () => {
  await begin();
  await desk.getByRole('checkbox', { name: /Read and answer comments/ }).uncheck();
  await allow();
  await expect(desk.getByRole('alert')).toContainText('Not all permissions were given');
  await expect(desk.getByRole('alert')).toContainText('instagram_business_manage_comments');
  await picture(desk, 'instagram-permissions');
  await at.clean('permissions');
  await nothingKept();
});

test('what comes back to another session, or a second time, is nothing', async () => {
  await begin();
  const back = desk.waitForRequest((request) => request.url().includes('/settings/channels/instagram?'));
  // What the page would bring is held back, so that it is not used yet.
  await desk.route('**/api/v1/logins', (route) => route.abort());
  await allow();
  const came = new URL((await back).url()).searchParams;
  await expect(desk.getByRole('alert')).toBeVisible();
  await desk.unroute('**/api/v1/logins');
  const bring = (state: string) =>
    desk.request.post('/api/v1/logins', {
      headers: { ...at.headers, origin: fresh.house.url },
      data: { state, code: came.get('code') },
    });
  const forged = await bring(`${came.get('state')}00`);
  expect(forged.status()).toBe(422);
  const first = await bring(came.get('state') ?? '');
  expect(first.status(), await first.text()).toBe(201);
  const { id } = (await first.json()) as { id: string };
  expect(
    (
      await desk.request.delete(`/api/v1/logins/${id}`, {
        headers: { ...at.headers, origin: fresh.house.url },
      })
    ).status(),
  ).toBe(204);
  const again = await bring(came.get('state') ?? '');
  expect([again.status(), ((await again.json()) as { code: string }).code]).toEqual([409, 'login_spent']);
  await nothingKept();
});

test('the account is looked at first; another one is signed in to instead', async ({ browser }) => {
  await begin();
  await allow();
  await expect(desk.getByRole('heading', { name: QUESTION })).toBeFocused();
  await addressIsClean();
  await expect(desk.getByRole('img', { name: /^Picture of @/ })).toBeVisible();
  await expect(desk.getByText(/\d+ posts?/)).toBeVisible();
  expect((await at.read('channels')).length, 'nothing is connected yet').toBe(channels);
  await picture(desk, 'instagram-question');
  await at.clean('question');
  const looked = new URL(desk.url());
  // Whoever has to sign in to the desk first comes to the same account.
  const signedOut = await browser.newContext();
  const door = await signedOut.newPage();
  await door.goto(looked.href);
  await expect(door).toHaveURL(/\/login\?/);
  expect(new URL(door.url()).searchParams.get('next')).toBe(looked.pathname + looked.search);
  await signedOut.close();
  // It waits, and is found among the channels.
  await desk.goto('/settings/channels');
  await expect(desk.getByRole('heading', { name: QUESTION })).toBeVisible();
  await picture(desk, 'instagram-unconfirmed');
  await at.clean('unconfirmed');
  await desk.getByRole('link', { name: 'Look at the account' }).click();
  await desk.getByRole('button', { name: 'Use another' }).click();
  await expect(
    desk.getByRole('heading', { name: 'Let this app work with Instagram for you?' }),
  ).toBeVisible();
  expect(new URL(desk.url()).searchParams.get('force_reauth')).toBe('true');
  await nothingKept();
});

test('a sign-in that somebody ended meanwhile says so, and begins anew', async () => {
  await begin();
  await allow();
  await expect(desk.getByRole('heading', { name: QUESTION })).toBeVisible();
  const id = new URL(desk.url()).searchParams.get('login');
  const gone = await desk.request.delete(`/api/v1/logins/${id}`, {
    headers: { ...at.headers, origin: fresh.house.url },
  });
  expect(gone.status()).toBe(204);
  await expect(desk.getByText('Nothing was connected.')).toBeVisible();
  await desk.getByRole('button', { name: 'Start again' }).click();
  await expect(
    desk.getByRole('heading', { name: 'Let this app work with Instagram for you?' }),
  ).toBeVisible();
  await nothingKept();
});

test('confirmed, it is a channel like any other, and again it is the same one', async () => {
  test.setTimeout(90_000);
  await begin();
  await desk.getByRole('radio').nth(1).check();
  await allow();
  // The page of consent names accounts as well: only what stands on the desk counts.
  await expect(desk.getByRole('heading', { name: QUESTION })).toBeVisible();
  await addressIsClean();
  const handle = (await desk.getByText(/^@\w/).first().textContent()) ?? '';
  const address = desk.url();
  await desk.getByRole('button', { name: 'Confirm', exact: true }).click();
  const connected = desk.getByRole('heading', { name: 'Connected', exact: true });
  await expect(connected).toBeVisible({ timeout: 30_000 });
  await picture(desk, 'instagram-connected');
  await at.clean('connected');
  channels += 1;
  // Back at the same address it is told how far it is, not that nothing came.
  await desk.goto(address);
  await expect(connected).toBeVisible();
  await nothingKept();
  const made = (await at.read('channels')).at(-1);
  expect(made).toMatchObject({
    kind: 'instagram',
    display: handle,
    connection: 'connected',
    simulated: true,
  });
  await desk.goto('/settings/channels');
  await expect(desk.getByText(handle)).toBeVisible();
  await desk.getByText(handle).scrollIntoViewIfNeeded();
  await picture(desk, 'instagram-channel');
  await at.clean('channel');

  // Its owner need not wait until the permission is over.
  await leave('Connect Instagram again');
  await desk.getByRole('radio', { name: new RegExp(handle) }).check();
  await allow();
  await expect(desk.getByText('This account is connected already.')).toBeVisible();
  await picture(desk, 'instagram-known');
  await desk.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(desk.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect((await at.read('channels')).length).toBe(channels);
});

test('a permission that ended is told, and signing in again mends it', async () => {
  test.setTimeout(120_000);
  await tell(desk.request, '/clock', { advance_ms: 61 * 24 * 3_600_000 }, at.meta);
  await desk.goto('/settings/channels');
  const lost = desk.getByText('Meta no longer accepts the sign-in of this account');
  await expect(lost).toBeVisible({ timeout: 90_000 });
  await expect(
    desk.getByRole('banner').getByText(/^Instagram disconnected: Meta no longer accepts the token/),
  ).toBeVisible();
  await lost.scrollIntoViewIfNeeded();
  await picture(desk, 'instagram-expired');
  await at.clean('expired');
  await leave('Connect Instagram again');
  await desk.getByRole('radio').nth(1).check();
  await allow();
  await desk.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(desk.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await desk.goto('/settings/channels');
  // Only a channel whose token works offers another one so.
  await expect(desk.getByRole('button', { name: 'New token' })).toHaveCount(channels);
  await expect(lost).toHaveCount(0);
});
