import { expect, type Page, test } from '@playwright/test';
import { type Connecting, connecting, pressAndClose } from './connecting';
import { type FreshDesk, freshDesk, picture } from './fresh-desk';
import { tell } from './meta';

test.describe.configure({ mode: 'serial' });

const GO = 'Connect WhatsApp via Meta';
const CANCELLED = 'Signup was cancelled before it finished';
const WAITING = 'Waiting for Meta… keep this window open';
const CALLBACK = '**/api/wa/embedded-signup-callback';

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

/** Meta's window, opened by a button of the desk, as far as its first screen. */
async function openMeta(button = GO): Promise<Page> {
  const [popup] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('button', { name: button, exact: true }).click(),
  ]);
  await expect(
    popup.getByRole('heading', { name: 'Let this app work with WhatsApp for you?' }),
  ).toBeVisible();
  await expect(desk.getByText(WAITING)).toBeVisible();
  return popup;
}

async function begin(): Promise<Page> {
  await desk.goto('/settings/channels/new');
  return openMeta();
}

/** Three times Continue, and the window is gone. */
async function agree(popup: Page): Promise<void> {
  const go = popup.getByRole('button', { name: 'Continue' });
  await go.click();
  await expect(popup.getByRole('heading', { name: 'Which business, and which number?' })).toBeVisible();
  await go.click();
  await expect(popup.getByRole('heading', { name: 'Is this right?' })).toBeVisible();
  await pressAndClose(popup, go);
}

/** Ends the dialog as the sandbox can be told to. */
async function failWith(popup: Page, ending: string): Promise<void> {
  await popup.getByRole('button', { name: 'Fail here with…' }).click();
  await pressAndClose(popup, popup.getByRole('button', { name: ending }));
}

const steps = () => desk.getByRole('list', { name: 'Steps of the connection' }).getByRole('listitem');
const connected = () => desk.getByRole('heading', { name: 'Connected', exact: true });

async function isConnected(): Promise<void> {
  await expect(connected()).toBeVisible({ timeout: 30_000 });
  channels += 1;
  await nothingKept();
}

test('the addresses by which it is known lead to the numbers', async () => {
  for (const path of ['/settings/integrations', '/settings/integrations/whatsapp']) {
    await desk.goto(path);
    await expect(desk).toHaveURL(/\/settings\/channels$/);
  }
  await desk.getByRole('link', { name: 'WhatsApp Setting' }).click();
  await expect(desk).toHaveURL(/\/admin\/whatsapp-settings$/);
  await expect(desk.getByRole('navigation', { name: 'Settings' })).toBeVisible();
});

test('a browser that blocks the window is told of', async () => {
  await desk.goto('/settings/channels/new');
  await picture(desk, 'connect');
  await at.clean('connect');
  await desk.evaluate(() => {
    window.open = () => null;
  });
  await desk.getByRole('button', { name: GO }).click();
  const blocked = 'Your browser blocked the Meta window. Allow pop-ups, then try again.';
  await expect(desk.getByRole('alert')).toHaveText(blocked);
  await picture(desk, 'connect-blocked');
  await at.clean('blocked');
  await nothingKept();
});

test('a window that is closed early is a cancelled signup, and one can try again', async () => {
  const popup = await begin();
  await picture(desk, 'connect-waiting');
  await at.clean('waiting');
  await popup.close();
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await nothingKept();
  // The keyboard is where it was.
  await expect(desk.getByRole('button', { name: 'Try again' })).toBeFocused();
  const second = await openMeta('Try again');
  await expect(desk.getByRole('alert')).toHaveCount(0);
  await Promise.all([
    second.waitForEvent('close'),
    desk.getByRole('button', { name: 'Cancel', exact: true }).click(),
  ]);
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await nothingKept();
});

test('whoever cancels in Meta’s window reads where they stopped', async () => {
  const popup = await begin();
  await popup.getByRole('button', { name: 'Continue' }).click();
  await popup.getByRole('radio', { name: /^Another number/ }).check();
  await popup.getByRole('button', { name: 'Continue' }).click();
  await expect(popup.getByRole('heading', { name: 'Another number' })).toBeVisible();
  await pressAndClose(popup, popup.getByRole('button', { name: 'Cancel', exact: true }));
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await expect(desk.getByRole('alert')).toContainText('You stopped at: phone number');
  await picture(desk, 'connect-cancelled');
  await at.clean('cancelled');
  await nothingKept();
});

test('an error that Meta reports is shown with what its support asks for', async () => {
  await failWith(await begin(), 'An error is reported');
  await expect(desk.getByRole('alert')).toContainText('The number could not be added. (simulated)');
  await expect(desk.getByText(/^error_id: \d+, session_id: [0-9a-f]+$/)).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Copy: For Meta’s support' })).toBeVisible();
  await picture(desk, 'connect-error');
  await at.clean('error');
  await nothingKept();
});

test('a code that is over is an expired session', async () => {
  await failWith(await begin(), 'The code is over');
  await expect(desk.getByRole('alert')).toHaveText('The session expired. Start again.');
  await picture(desk, 'connect-expired');
  await at.clean('expired');
  await nothingKept();
});

test('ids that the code does not reach are refused', async () => {
  await failWith(await begin(), 'Ids of another business');
  await expect(desk.getByRole('alert')).toBeVisible();
  await expect(desk.getByRole('alert')).not.toContainText(CANCELLED);
  await picture(desk, 'connect-foreign');
  await nothingKept();
});

test('what another site or another window says counts for nothing', async () => {
  const popup = await begin();
  const said = (event: string, data: object) =>
    JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', event, data, version: '3' });
  const ends = [said('FINISH', { waba_id: '666', phone_number_id: '667' }), said('CANCEL', {})];
  // Meta's own address, in a window that is not this launch's.
  const [other] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.evaluate((url) => void window.open(url), fresh.house.phone),
  ]);
  await other.waitForLoadState();
  await other.evaluate((all) => {
    for (const one of all) window.opener.postMessage(one, '*');
  }, ends);
  await other.close();
  // This launch's window, at an address that only looks like Meta's.
  const script = `for (const one of ${JSON.stringify(ends)}) opener.postMessage(one, '*')`;
  await popup.route('https://evilfacebook.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<title>evil</title><script>${script}</script>` }),
  );
  await popup.goto('https://evilfacebook.com/');
  await expect(popup).toHaveTitle('evil');
  // Longer than anything that was believed would take.
  await desk.waitForTimeout(1500);
  await expect(desk.getByText(WAITING)).toBeVisible();
  await popup.close();
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await nothingKept();
});

test('whoever leaves the page leaves the signup', async () => {
  const popup = await begin();
  await Promise.all([
    popup.waitForEvent('close'),
    desk.getByRole('link', { name: 'WhatsApp Setting' }).click(),
  ]);
  await nothingKept();
});

test('nothing of a launch before gets into the next: ids come from its own window or from nowhere', async () => {
  test.setTimeout(90_000);
  await failWith(await begin(), 'The window closes before the code');
  await expect(desk.getByRole('alert')).toContainText(CANCELLED);
  await nothingKept();
  const popup = await openMeta('Try again');
  const sent: Record<string, unknown>[] = [];
  await desk.route(CALLBACK, (route) => {
    sent.push(route.request().postDataJSON());
    return route.continue();
  });
  await failWith(popup, 'The message is missing');
  // The server finds out by itself which account the code is for.
  await isConnected();
  expect(sent).toEqual([{ state: expect.any(String), code: expect.any(String) }]);
  await desk.unroute(CALLBACK);
});

test('three times Continue, four steps, and customers can write', async () => {
  test.setTimeout(90_000);
  let posted = 0;
  desk.on('request', (request) => {
    if (request.url().endsWith('/api/wa/embedded-signup-callback')) posted += 1;
  });
  await agree(await begin());
  await isConnected();
  expect(posted).toBe(1);
  await expect(connected()).toBeFocused();
  await picture(desk, 'connect-connected');
  await at.clean('connected');
  await expect(desk.getByRole('link', { name: 'Open the inbox' })).toBeVisible();
  // No token and no code stays where a page could read it.
  await at.nothingToRead();
  await desk.getByRole('main').getByRole('link', { name: 'WhatsApp Setting' }).last().click();
  await expect(desk).toHaveURL(/\/admin\/whatsapp-settings\?channel=/);
});

test('a step that fails is said, stays, and is done again', async () => {
  test.setTimeout(90_000);
  const popup = await begin();
  await tell(
    desk.request,
    '/faults',
    { where: 'graph', kind: 'error_code', count: 20, code: 100, filter: { path: 'subscribed_apps' } },
    at.meta,
  );
  await agree(popup);
  await expect(steps().filter({ hasText: 'Failed' })).toHaveCount(1, { timeout: 30_000 });
  await picture(desk, 'connect-failed');
  await at.clean('failed');
  await desk.goto('/settings/channels');
  await expect(steps()).toHaveCount(4);
  await picture(desk, 'connect-unfinished');
  await at.clean('unfinished');
  await desk.request.delete(`${at.meta}/faults`);
  await desk.getByRole('button', { name: 'Try again' }).click();
  await expect(steps()).toHaveCount(0, { timeout: 30_000 });
  channels += 1;
  expect((await at.read('channels')).length).toBe(channels);
  await expect(desk.getByRole('button', { name: 'Disconnect' })).toHaveCount(channels);
});

test('an account without a number is connected, and gets one', async () => {
  test.setTimeout(90_000);
  await failWith(await begin(), 'No number');
  await expect(desk.getByRole('heading', { name: 'Connected, but no number yet' })).toBeVisible();
  await expect(desk.getByText('Meta shows no number in this account yet.')).toBeVisible();
  await picture(desk, 'connect-no-number');
  await at.clean('no number');
  const [signup] = await at.read('signups');
  await tell(
    desk.request,
    `/wabas/${signup?.waba_id}/numbers`,
    { display: '+62 811-5550-0777', verified_name: 'Kopi Pagi' },
    at.meta,
  );
  await desk.getByRole('button', { name: 'Look again' }).click();
  await desk.getByRole('button', { name: 'Use this number: +62 811-5550-0777' }).click();
  await isConnected();
  await expect(desk.getByRole('main').getByText('+62 811-5550-0777')).toBeVisible();
});

test('of several numbers one is chosen, or the connection is undone without a trace', async () => {
  test.setTimeout(90_000);
  await failWith(await begin(), 'Several numbers, none chosen');
  await expect(desk.getByRole('button', { name: /^Use this number/ })).toHaveCount(3, { timeout: 20_000 });
  await picture(desk, 'connect-several');
  await at.clean('several');
  await desk.getByRole('button', { name: 'Undo connection' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Undo this connection?' });
  await expect(dialog.getByText('The token is destroyed.')).toBeVisible();
  await picture(desk, 'connect-undo');
  await at.clean('undo');
  await dialog.getByRole('button', { name: 'Undo connection' }).click();
  await expect(desk.getByRole('button', { name: GO })).toBeVisible();
  await nothingKept();
});

test('a number that was proven in the dialog is registered with its PIN', async () => {
  test.setTimeout(90_000);
  const popup = await begin();
  const go = popup.getByRole('button', { name: 'Continue' });
  await go.click();
  await popup.getByRole('radio', { name: /^Another number/ }).check();
  await go.click();
  await popup.getByRole('textbox', { name: 'Phone number' }).fill('811-5550-0888');
  await go.click();
  await popup.getByRole('textbox', { name: 'Code' }).fill('123456');
  await go.click();
  await pressAndClose(popup, go);
  await isConnected();
  await desk.getByRole('main').getByRole('link', { name: 'WhatsApp Setting' }).last().click();
  await desk.getByRole('button', { name: 'Create sender account' }).click();
  const pin = desk.getByLabel('PIN of the number');
  await pin.fill('12');
  await desk.keyboard.press('Enter');
  await expect(pin).toHaveAccessibleDescription(/Six digits/);
  await picture(desk, 'register');
  await at.clean('register');
  await pin.fill('246810');
  await desk.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(desk.getByText('The number is registered')).toBeVisible({ timeout: 20_000 });
  await expect(pin).toHaveCount(0, { timeout: 20_000 });
});

test('a number that Meta has not proven yet is proven by a call, then registered', async () => {
  test.setTimeout(90_000);
  const popup = await begin();
  const go = popup.getByRole('button', { name: 'Continue' });
  await go.click();
  await popup.getByText('No number yet').click();
  await go.click();
  await pressAndClose(popup, go);
  await expect(desk.getByRole('heading', { name: 'Connected, but no number yet' })).toBeVisible();
  const { wabas } = (await (await desk.request.get(`${at.meta}/wabas`)).json()) as {
    wabas: { waba_id: string; token: string; numbers: unknown[] }[];
  };
  const empty = wabas.filter((one) => one.numbers.length === 0).at(-1);
  const graph = at.meta.replace('/_sandbox', `/v25.0/${empty?.waba_id}/phone_numbers`);
  const added = await desk.request.post(graph, {
    headers: { authorization: `Bearer ${empty?.token}` },
    data: { cc: '62', phone_number: '81155509999', verified_name: 'Toko Baru' },
  });
  expect(added.ok(), await added.text()).toBe(true);
  await desk.getByRole('button', { name: 'Look again' }).click();
  await desk.getByRole('button', { name: /Use this number/ }).click();
  await isConnected();
  await desk.getByRole('main').getByRole('link', { name: 'WhatsApp Setting' }).last().click();
  await desk.getByRole('button', { name: 'Call me instead' }).click();
  const code = desk.getByLabel('Code', { exact: true });
  await code.fill('111111');
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText(/^Meta did not accept this code/)).toBeVisible();
  await picture(desk, 'verify');
  await at.clean('verify');
  await code.fill('123456');
  await desk.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(desk.getByText(/^Proved by a code/)).toBeVisible({ timeout: 15_000 });
  await desk.getByRole('button', { name: 'Create sender account' }).click();
  await desk.getByLabel('PIN of the number').fill('246802');
  await desk.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(desk.getByText('Registered and connected')).toBeVisible({ timeout: 15_000 });
});

test('a clock that was moved on makes no launch too old', async () => {
  test.setTimeout(90_000);
  await tell(desk.request, '/clock', { advance_ms: 25 * 3_600_000 }, at.meta);
  await agree(await begin());
  await isConnected();
});
