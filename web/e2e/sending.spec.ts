import { expect, type Page, test } from '@playwright/test';
import { signIn } from './desk';
import { customer } from './meta';

/** Alone on the machine (LOKET_LATENCY is set) the promise itself holds; beside other work, some of it. */
const alone = Boolean(process.env.LOKET_LATENCY);
const PAINT_MS = alone ? 50 : 500;
const TICK_MS = alone ? 1000 : 10_000;
const TIMES = 6;

const THREAD = '[aria-label^="Messages with"]';
/** What WhatsApp took; before that there is a clock. */
const TICK = ['Sent', 'Delivered', 'Read'].map((word) => `${THREAD} [aria-label^=${word}]`).join();

const tell = (words: string) => void process.stdout.write(`    ${words}\n`);

/** From the next press of a key to the frame in which a message of one's own shows what is looked for. */
function watch(page: Page, sign: string): Promise<void> {
  return page.evaluate((looked) => {
    const mine = () => document.querySelectorAll(looked).length;
    const w = window as unknown as { took: Promise<number> };
    w.took = new Promise((done) => {
      addEventListener(
        'keydown',
        (event) => {
          const before = mine();
          const from = event.timeStamp;
          const seen = () => {
            if (mine() <= before) return requestAnimationFrame(seen);
            const channel = new MessageChannel();
            channel.port1.onmessage = () => done(performance.now() - from);
            return channel.port2.postMessage(null);
          };
          requestAnimationFrame(seen);
        },
        { capture: true, once: true },
      );
    });
  }, sign);
}

const took = (page: Page) => page.evaluate(() => (window as unknown as { took: Promise<number> }).took);

test('a reply is painted at once, and an approved draft has its tick within a second', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  await signIn(page);
  const run = Date.now() % 1_000_000;
  const names = Array.from({ length: TIMES }, (_, n) => `Cepat ${n} ${run}`);
  for (const name of names) await (await customer(request, name)).says('Berapa harga jaket biru?');
  const painted: number[] = [];
  const ticked: number[] = [];
  for (const name of names) {
    await page.getByRole('option', { name }).click();
    await page.mouse.move(0, 0);
    const draft = page.getByRole('region', { name: 'AI draft, waiting for you' });
    await expect(draft).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
    await watch(page, TICK);
    await page.keyboard.press('a');
    ticked.push(await took(page));
    const field = page.getByRole('textbox', { name: `Write to ${name}` });
    await field.fill('Ada lagi, Kak?');
    await watch(page, `${THREAD} li`);
    await field.press('Enter');
    painted.push(await took(page));
  }
  const worst = (all: readonly number[]) => Math.max(...all);
  tell(`reply to paint: ${painted.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  tell(`approved to tick: ${ticked.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  expect(worst(painted)).toBeLessThanOrEqual(PAINT_MS);
  expect(worst(ticked)).toBeLessThanOrEqual(TICK_MS);
});
