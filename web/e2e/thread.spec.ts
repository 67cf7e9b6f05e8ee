import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { signIn } from './desk';
import { clickToSee, measure, p95, scrollUp, tell } from './measure';

/**
 * The page holds six pages of a thread whatever its length, so that a thread twice as long shows what a long one costs.
 * With LOKET_LATENCY, the program that fills the workspace, it is one of 20,000 messages.
 */
const program = process.env.LOKET_LATENCY ?? process.env.LOKET_BIN ?? '';
const MANY = process.env.LOKET_LATENCY ? 20_000 : 600;
/** Milliseconds. Beside other tests and other work only a thread that has become slow is found. */
const BOUND = process.env.LOKET_LATENCY ? 100 : 250;
/** Of a frame while it scrolls: alone on the machine, no more than one is missed now and then. */
const FRAME = process.env.LOKET_LATENCY ? 32 : BOUND;
/** From the click to its messages, with the code of the page that comes along the first time. */
const OPENS = process.env.LOKET_LATENCY ? 300 : 1500;

test('scrolling and typing in a long thread is painted in time', async ({ page }) => {
  test.setTimeout(600_000);
  execFileSync(program, ['demo', 'load', '--conversations', '1', '--messages', String(MANY)]);
  await signIn(page);
  const seen = await clickToSee(page, 'section[aria-label^="Messages with"] li');
  // The first of those that are made; what was written last is on top.
  await page
    .getByRole('option', { name: /Sari Santoso/ })
    .first()
    .click();
  const opened = await seen();
  tell(`opening: ${opened.toFixed(0)} ms`);
  expect(opened).toBeLessThan(OPENS);
  const thread = page.getByRole('region', { name: /^Messages with/ });
  const rows = thread.getByRole('listitem');
  await expect(rows).not.toHaveCount(0);

  const before = await rows.last().textContent();
  const frames = await scrollUp(thread, 300);
  tell(`scrolling: p95 ${p95(frames).toFixed(0)} max ${Math.max(...frames).toFixed(0)} ms`);
  expect(p95(frames)).toBeLessThan(FRAME);
  expect(await rows.count()).toBeGreaterThan(100);

  await page.getByRole('textbox', { name: /^Write to/ }).focus();
  const typed = await measure(page, [...'sebentarsayacekdulubarangnyadigudang']);
  tell(`typing: p95 ${p95(typed).toFixed(0)} ms`);
  expect(p95(typed)).toBeLessThan(BOUND);
  await page.getByRole('textbox', { name: /^Write to/ }).fill('');

  await page.getByRole('button', { name: /latest message|new message/ }).click();
  await expect(rows.last()).toHaveText(before ?? '');
  await expect(rows.last()).toBeInViewport();
});
