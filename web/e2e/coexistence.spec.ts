import { expect, type Page, test } from '@playwright/test';
import { type Connecting, connecting, pressAndClose } from './connecting';
import { type FreshDesk, freshDesk, picture } from './fresh-desk';
import { tell } from './meta';

test.describe.configure({ mode: 'serial' });

const GO = 'Connect the number of the app';
const PAST = 'from before it was connected';

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

/** Through Meta's window with what it offers first: the number that stays in the app. */
async function agree(ending?: string): Promise<void> {
  await desk.bringToFront();
  await desk.goto('/settings/channels/new');
  const [popup] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('button', { name: GO, exact: true }).click(),
  ]);
  await popup.bringToFront();
  await expect(
    popup.getByRole('heading', { name: 'Let this app work with WhatsApp for you?' }),
  ).toBeVisible();
  const go = popup.getByRole('button', { name: 'Continue' });
  await go.click();
  await expect(popup.getByRole('radio', { name: /stays in the WhatsApp Business app/ })).toBeChecked();
  if (ending) {
    await popup.getByRole('button', { name: 'Fail here with…' }).click();
    await pressAndClose(popup, popup.getByRole('button', { name: ending }));
  } else {
    await go.click();
    await expect(popup.getByRole('heading', { name: 'Is this right?' })).toBeVisible();
    await pressAndClose(popup, go);
  }
  await desk.bringToFront();
  await expect(desk.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible({
    timeout: 30_000,
  });
}

const app = () => desk.getByRole('heading', { name: 'Also used in the WhatsApp Business app' });

test('the door says what stays and what is asked of the owner', async () => {
  await desk.goto('/settings/channels/new');
  await expect(
    desk.getByRole('heading', { name: 'WhatsApp, and the number stays in the Business app' }),
  ).toBeVisible();
  await expect(desk.getByText(/at least every 14 days/)).toBeVisible();
  await picture(desk, 'coexistence-door');
  await at.clean('the door');
});

test('three times Continue, and the past comes along', async () => {
  test.setTimeout(90_000);
  await agree();
  await expect(app()).toBeVisible();
  await expect(desk.getByText('All here')).toBeVisible({ timeout: 20_000 });
  await picture(desk, 'coexistence-connected');
  await at.clean('connected');
  await desk.goto('/settings/channels');
  await expect(app()).toBeVisible();
  await expect(desk.getByText('Asked for; what is there comes by itself')).toBeVisible();
  await picture(desk, 'coexistence-channel');
  await at.clean('the channel');
});

test('past chats are in their threads, done and unread by nobody', async () => {
  await desk.goto('/inbox?view=resolved');
  const rows = desk.getByRole('option');
  await expect(rows).toHaveCount(3, { timeout: 15_000 });
  await rows.first().click();
  await expect(desk.getByText(PAST).first()).toBeVisible();
  await expect(desk.getByText(PAST)).toHaveCount(4);
  await picture(desk, 'coexistence-past');
  await at.clean('the past');
});

test('what the owner writes in the app stands in the thread as theirs', async () => {
  const channels = await at.read('channels');
  const channel = channels.find((one) => one.app !== null);
  const people = (await (
    await desk.request.get(`${at.meta}/phone?number=${channel?.phone_number_id}`)
  ).json()) as {
    customers: { id: string; name: string }[];
  };
  const [first] = people.customers;
  await tell(
    desk.request,
    `/numbers/${channel?.phone_number_id}/app/messages`,
    { customer: first?.id, text: 'Saya balas dari HP ya' },
    at.meta,
  );
  await desk.goto('/inbox');
  await desk.getByRole('option').filter({ hasText: 'Saya balas dari HP ya' }).click();
  await expect(desk.getByText('from the WhatsApp Business app').first()).toBeVisible();
  await picture(desk, 'coexistence-echo');
  await at.clean('the echo');
});

test('a business that shares no past is told so', async () => {
  test.setTimeout(90_000);
  await agree('Past chats are not shared');
  await expect(desk.getByText('Not shared: sharing is turned off in the app')).toBeVisible({
    timeout: 20_000,
  });
  await picture(desk, 'coexistence-declined');
});
