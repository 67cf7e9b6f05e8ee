import { expect, type Page, test } from '@playwright/test';
import { signIn, undoFor, violations } from './desk';
import { picture } from './fresh-desk';
import { everyLook } from './looks';
import { type OwnHouse, ownHouse } from './own-house';

// The demo's house, whose owner connects an Instagram account and answers there.
test.describe.configure({ mode: 'serial' });

const QUESTION = 'Halo, apakah jaket biru ukuran M masih ada?';
const COMMENT = 'Ada ukuran M, Kak?';

let house: OwnHouse;
let desk: Page;
let phone: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  house = await ownHouse();
  const context = await browser.newContext({
    baseURL: house.url,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
  });
  desk = await context.newPage();
  await signIn(desk, house);
  await undoFor(desk, 0);
  phone = await context.newPage();
  await phone.goto(`${house.phone}?customer=rina`);
});

test.afterAll(async () => {
  await desk?.context().close();
  await house?.stop();
});

const tab = (name: string) => phone.getByRole('tab', { name });
const said = () => phone.getByRole('log', { name: 'Messages' });
const thread = () => desk.getByRole('region', { name: /^Messages with / });
const send = () => desk.getByRole('button', { name: 'Send', exact: true }).click();

/** Opens the conversation in whose row these words stand. */
async function open(words: string): Promise<void> {
  await desk.bringToFront();
  await desk.goto('/inbox');
  const row = desk.getByRole('option').filter({ hasText: words });
  await expect(row).toBeVisible({ timeout: 20_000 });
  await row.click();
  await expect(thread().getByText(words)).toBeVisible();
}

async function write(words: string): Promise<void> {
  await desk.getByRole('textbox', { name: /^Write to / }).fill(words);
  await send();
}

test('an account is connected in the browser', async () => {
  await desk.goto('/settings/channels/new');
  await desk.getByRole('button', { name: 'Connect Instagram', exact: true }).click();
  await expect(
    desk.getByRole('heading', { name: 'Let this app work with Instagram for you?' }),
  ).toBeVisible();
  await picture(desk, 'instagram-consent');
  await expect.poll(() => violations(desk), { timeout: 15_000 }).toEqual([]);
  await desk.getByRole('radio', { name: /@toko\.angin/ }).check();
  await desk.getByRole('button', { name: 'Allow', exact: true }).click();
  await desk.getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(desk.getByRole('heading', { name: 'Connected', exact: true })).toBeVisible({
    timeout: 30_000,
  });
});

test('a direct message gets a draft; approved, it is seen on the phone', async () => {
  test.setTimeout(90_000);
  await phone.bringToFront();
  await tab('Instagram DM').click();
  await phone.getByRole('textbox', { name: 'Message' }).fill(QUESTION);
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(said().getByText(QUESTION)).toBeVisible();

  await open(QUESTION);
  const draft = desk.getByRole('region', { name: 'AI draft, waiting for you' });
  await expect(draft).toBeVisible({ timeout: 20_000 });
  await picture(desk, 'instagram-draft');
  const words = await draft.locator('.spoken').first().innerText();
  await draft.getByRole('button', { name: /Approve and send/ }).click();
  await expect(draft).toBeHidden();

  await phone.bringToFront();
  await expect(said()).toContainText(words, { useInnerText: true, timeout: 20_000 });
  await desk.bringToFront();
  await expect(thread().getByRole('img', { name: /^Read/ })).toBeVisible({ timeout: 20_000 });
  // What left comes back as an echo and stands there once.
  const [line = ''] = words.split('\n');
  await expect(thread().getByRole('listitem').filter({ hasText: line })).toHaveCount(1);
  await picture(desk, 'instagram-thread');
});

test('a story is replied to, a message is changed and taken back, a reaction comes', async () => {
  test.setTimeout(90_000);
  await phone.bringToFront();
  await phone.getByRole('button', { name: 'Story of toko.angin' }).click();
  const story = phone.getByRole('dialog', { name: 'Story of toko.angin' });
  await story.getByLabel('Reply to this story').fill('Di mana ini?');
  await story.getByRole('button', { name: 'Send' }).click();
  await expect(said().getByText('Di mana ini?')).toBeVisible();
  await phone.getByRole('button', { name: 'Actions for: Di mana ini?' }).click();
  await phone.getByRole('button', { name: 'Edit' }).click();
  await phone.getByRole('textbox', { name: 'Message' }).fill('Ini gunung apa?');
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  await desk.bringToFront();
  await expect(thread().getByText('Ini gunung apa?').first()).toBeVisible({ timeout: 20_000 });

  await phone.bringToFront();
  await said()
    .getByRole('listitem')
    .filter({ hasText: 'Business:' })
    .last()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await phone.getByRole('button', { name: 'React with ❤️' }).click();
  await desk.bringToFront();
  await expect(thread().getByText('❤️').first()).toBeVisible({ timeout: 20_000 });
});

test('a comment is answered for everybody and for one', async () => {
  test.setTimeout(120_000);
  await phone.bringToFront();
  await tab('Instagram post').click();
  await phone.getByRole('textbox', { name: 'Comment' }).fill(COMMENT);
  await phone.getByRole('button', { name: 'Post the comment' }).click();
  await expect(phone.getByText(COMMENT)).toBeVisible();

  await open(COMMENT);
  await expect(desk.getByRole('button', { name: 'Reply publicly', pressed: true })).toBeVisible();
  await picture(desk, 'instagram-comment');
  await write('Ada, Kak! Warna biru dan hitam.');
  await phone.bringToFront();
  const reply = phone.getByRole('listitem').filter({ hasText: 'Owner' }).last();
  await expect(reply).toContainText('Ada, Kak! Warna biru dan hitam.', { timeout: 20_000 });

  await desk.bringToFront();
  await desk.getByRole('button', { name: 'Reply privately' }).click();
  await expect(desk.getByText(/^One message, until /)).toBeVisible();
  const chosen = desk.getByRole('button', { name: 'Reply privately', pressed: true });
  await desk.getByRole('textbox', { name: /^Write to/ }).fill('Hanya untuk Kakak.');
  await desk.getByRole('button', { name: 'Note', exact: true }).click();
  await desk.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(chosen).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole('textbox', { name: /^Write to/ })).toHaveValue('Hanya untuk Kakak.');
  await expect(chosen).toBeVisible();
  await write('Saya kirim detailnya ke sini ya.');
  await expect(thread().getByText('In private')).toBeVisible({ timeout: 20_000 });
  await phone.bringToFront();
  await tab('Instagram DM').click();
  await expect(said()).toContainText('Saya kirim detailnya ke sini ya.', { timeout: 20_000 });
  await expect(said()).toContainText(`Answer to your comment: ${COMMENT}`);
  await desk.bringToFront();
  await picture(desk, 'instagram-comment-answered');
  await expect(desk.getByText('This comment was answered in private.')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Reply privately' })).toHaveCount(0);
  const here = desk.url();
  await desk.getByRole('link', { name: 'Go to the private chat' }).click();
  await expect(desk).not.toHaveURL(here);
  await expect(desk.getByRole('button', { name: 'Reply publicly' })).toHaveCount(0);
  await expect(
    thread().getByText('answered their comment in private: Saya kirim detailnya ke sini ya.'),
  ).toBeVisible();
  await picture(desk, 'instagram-private');
});

test('A comment, answered twice', async () => {
  test.setTimeout(120_000);
  const title = 'A comment, answered twice';
  const meta = await desk.context().newPage();
  await meta.goto(house.phone.replace(/phone$/, 'console'));
  const box = meta.getByRole('region', { name: title });
  await box.getByRole('button', { name: `Play: ${title}` }).click();
  await expect(box.getByText('reply publicly: everybody can read it')).toBeVisible();
  await open('Kak, ada ukuran M?');
  await write('Ada, Kak.');
  await expect(box.getByText('Now reply privately')).toBeVisible({ timeout: 30_000 });
  await desk.getByRole('button', { name: 'Reply privately' }).click();
  await write('Mau berapa?');
  await expect(box.getByText(/^Answer .* there\.$/)).toBeVisible({ timeout: 30_000 });
  await open('Terima kasih, saya mau satu.');
  await write('Siap, kami siapkan.');
  await expect(box.getByText('as it should be', { exact: true })).toBeVisible({ timeout: 40_000 });
  await meta.close();
});

test('whoever connected it takes the permission back, and the account is disconnected', async () => {
  test.setTimeout(90_000);
  const meta = await desk.context().newPage();
  await meta.goto(`${house.phone.replace(/phone$/, 'console')}#instagram`);
  await expect(meta.getByText('connected', { exact: true })).toBeVisible();
  await meta.getByRole('button', { name: 'Takes the permission back' }).click();
  await expect(meta.getByText('The token works no more. The app answered 200.')).toBeVisible();
  await expect(meta.getByText('not connected', { exact: true })).toBeVisible();
  await meta.close();
  await desk.bringToFront();
  await desk.goto('/settings/channels');
  const account = desk.getByRole('main').getByText('@toko.angin');
  await expect(account.first()).toBeVisible();
  await expect(desk.getByText('Whoever connected it took the permission away').first()).toBeVisible();
  await picture(desk, 'instagram-disconnected');
  await desk.getByRole('link', { name: 'Or give a token by hand' }).click();
  // Its name stayed; Meta's id of it went with the permission.
  await expect(desk.getByRole('textbox', { name: 'Name' })).not.toHaveValue('');
  await expect(desk.getByRole('textbox', { name: 'Instagram account ID' })).toHaveValue('');
});

test('the phone is free of axe findings in every look', async () => {
  test.setTimeout(120_000);
  await phone.bringToFront();
  for (const name of ['WhatsApp', 'Instagram DM', 'Instagram post']) {
    await tab(name).click();
    await everyLook(phone, name);
    await picture(phone, `phone-${name.replace(' ', '-')}`);
  }
});
