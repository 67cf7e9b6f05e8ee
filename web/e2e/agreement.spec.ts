import { type Browser, expect, type Page, test } from '@playwright/test';
import { signIn, signInAnew } from './desk';
import { control, customer, tell } from './meta';

const RUN = Date.now() % 1_000_000;

const thread = (page: Page, name: string) => page.getByRole('region', { name: `Messages with ${name}` });
const listed = (page: Page) => page.getByRole('listbox', { name: 'Conversations' }).getByRole('option');

async function look(page: Page, name: string): Promise<void> {
  await page.getByRole('option', { name }).click();
  await expect(thread(page, name)).toBeVisible();
  // Under the pointer the list holds still.
  await page.mouse.move(0, 0);
}

/** Another browser, which nothing happens to. */
async function calm(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await signInAnew(page);
  return page;
}

/** The messages of this run in their order, as a page shows them. */
async function said(page: Page, name: string, of: RegExp): Promise<string[]> {
  const words = await thread(page, name).getByRole('listitem').allInnerTexts();
  return words.flatMap((text) => of.exec(text)?.[0] ?? []);
}

/** The uppermost rows: who, and what was said last. What only tells the time is left out. */
const rows = async (page: Page, many: number) =>
  (await listed(page).allInnerTexts()).slice(0, many).map((text) => text.replace(/\d+ (s|min)\b|now/g, ''));

/** Both show the same in the end. What one of them showed a moment ago is nothing the other must come to. */
async function agree(pages: [Page, Page], shown: (page: Page) => Promise<string[]>): Promise<void> {
  const both = async () => {
    const [one, other] = await Promise.all(pages.map(shown));
    return JSON.stringify(one) === JSON.stringify(other) ? 'the same' : { one, other };
  };
  await expect.poll(both).toBe('the same');
}

async function write(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: `Write to ${name}` });
  await field.fill(text);
  await field.press('Enter');
}

test('away for a while, with messages on both sides: no row is lost, none is doubled, and what was typed is kept', async ({
  page,
  context,
  browser,
  request,
}) => {
  const name = `Pulang ${RUN}`;
  const other = `Baru ${RUN}`;
  const one = await customer(request, name);
  await one.says('Pesan 0');
  await signIn(page);
  const colleague = await calm(browser);
  for (const each of [page, colleague]) await look(each, name);

  await context.setOffline(true);
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await write(page, name, 'Balas 1');
  await one.says('Pesan 1');
  await write(colleague, name, 'Balas 2');
  await expect(thread(colleague, name).getByRole('img', { name: /^(Delivered|Read)/ })).toBeVisible({
    timeout: 30_000,
  });
  await (await customer(request, other)).says('Pesan lain');
  await one.says('Pesan 2');
  await write(page, name, 'Balas 3');
  await page.getByRole('textbox', { name: `Write to ${name}` }).fill('Masih saya ketik');
  await expect(thread(colleague, name).getByText('Pesan 2')).toBeVisible();
  await expect(thread(page, name).getByText('Pesan 1')).toHaveCount(0);

  await context.setOffline(false);
  const all = ['Balas 1', 'Balas 2', 'Balas 3', 'Pesan 0', 'Pesan 1', 'Pesan 2'];
  const of = /(Pesan|Balas) \d/;
  for (const each of [page, colleague])
    await expect.poll(async () => (await said(each, name, of)).sort(), { timeout: 30_000 }).toEqual(all);
  await expect(thread(page, name).getByRole('alert')).toHaveCount(0);
  await agree([page, colleague], (one) => said(one, name, of));
  await expect(page.getByRole('textbox', { name: `Write to ${name}` })).toHaveValue('Masih saya ketik');
  for (const who of [name, other]) await expect(page.getByRole('option', { name: who })).toHaveCount(1);
  await agree([page, colleague], (one) => rows(one, 2));
  // Nor did anything reach the customer twice.
  const sends = await (await request.get(`${control()}/sends`)).json();
  expect((sends as { repeated: unknown }).repeated).toEqual({});
  await colleague.context().close();
});

/** What arrives live at a page comes twice, and three times the connection breaks with some of it lost. */
async function spoil(page: Page): Promise<() => number> {
  let heard = 0;
  let broken = 0;
  await page.routeWebSocket(/\/api\/v1\/events/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      heard += 1;
      if (heard % 7 === 0 && broken < 3) {
        broken += 1;
        void socket.close({ code: 4000 });
        void server.close({ code: 4000 });
        return;
      }
      socket.send(frame);
      if (heard % 2 === 0) socket.send(frame);
    });
  });
  return () => broken;
}

test('two browsers agree after events came late, twice, in another order, or were lost with the connection', async ({
  page,
  browser,
  request,
}) => {
  const names = [`Acak ${RUN}`, `Kocok ${RUN}`] as const;
  const people = [await customer(request, names[0]), await customer(request, names[1])] as const;
  for (const one of people) await one.says('Surat 0');
  const broken = await spoil(page);
  await signIn(page);
  const colleague = await calm(browser);
  for (const each of [page, colleague]) await look(each, names[0]);

  await tell(request, '/faults', { where: 'webhook', kind: 'duplicate', copies: 3 });
  try {
    await tell(request, '/webhooks/hold');
    for (let n = 1; n <= 6; n += 1) for (const one of people) await one.says(`Surat ${n}`);
    await tell(request, '/webhooks/release', { shuffle: true, batch_max: 2 });
    await write(colleague, names[0], 'Surat 7');
    await write(page, names[0], 'Surat 8');
  } finally {
    await request.delete(`${control()}/faults`);
  }

  const all = Array.from({ length: 9 }, (_, n) => `Surat ${n}`);
  const of = /Surat \d/;
  for (const each of [page, colleague])
    await expect.poll(async () => (await said(each, names[0], of)).sort(), { timeout: 30_000 }).toEqual(all);
  await agree([page, colleague], (one) => said(one, names[0], of));
  await expect(thread(colleague, names[0]).getByRole('img', { name: /^(Delivered|Read)/ })).toHaveCount(2, {
    timeout: 30_000,
  });
  await expect(thread(page, names[0]).getByRole('img', { name: /^(Delivered|Read)/ })).toHaveCount(2);
  await agree([page, colleague], (one) => rows(one, 2));
  await expect.poll(broken).toBe(3);
  await colleague.context().close();
});
