import { type BrowserContext, expect, test } from '@playwright/test';
import { settle } from './fresh-desk';
import { ownHouse } from './own-house';

/** What a newcomer may be asked to press, from the printed link until the first reply of the AI is approved. */
const MOST = 8;
/** How long all of it takes a script; beside other work (LOKET_LATENCY is not set) it may take longer. */
const LONGEST_MS = process.env.LOKET_LATENCY ? 15_000 : 60_000;

/** Counts what a hand presses, on every page of the browser: keys and what a page does by itself do not count. */
async function countClicks(context: BrowserContext): Promise<() => readonly string[]> {
  const clicks: string[] = [];
  await context.exposeFunction('loketClicked', (what: string) => clicks.push(what));
  await context.addInitScript(() => {
    addEventListener(
      'click',
      (event) => {
        if (!event.isTrusted || event.detail === 0) return;
        const target = event.target instanceof Element ? event.target : null;
        const pressed = target?.closest('a, button, [role=option]') ?? target;
        const tell = (window as unknown as { loketClicked: (what: string) => void }).loketClicked;
        tell((pressed?.textContent ?? '').trim().slice(0, 60));
      },
      true,
    );
  });
  return () => clicks;
}

test('from a fresh desk to the first approved reply in eight clicks at most', async ({ browser }) => {
  test.setTimeout(150_000);
  const house = await ownHouse();
  try {
    const context = await browser.newContext({ baseURL: house.url, locale: 'en-GB' });
    const clicks = await countClicks(context);
    const page = await context.newPage();
    const begun = Date.now();
    await settle(page, house.setup);
    await page.getByRole('link', { name: 'Take the first steps' }).click();
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Open the phone' }).click();
    const phone = await opened;
    await phone
      .getByRole('button', { name: /jaket biru/ })
      .first()
      .click();
    const said = phone.getByRole('log', { name: 'Messages' });
    if ((await said.getByText(/jaket biru/).count()) === 0)
      await phone.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(said.getByText(/jaket biru/).first()).toBeVisible();

    await page.bringToFront();
    await page.getByRole('listitem').filter({ hasText: 'Approve' }).getByRole('link').first().click();
    const draft = page.getByRole('region', { name: 'AI draft, waiting for you' });
    await expect(draft).toBeVisible({ timeout: 20_000 });
    await draft.getByRole('button', { name: /Approve and send/ }).click();
    await expect(page.getByText('Nothing waits for you.')).toBeVisible({ timeout: 20_000 });
    await phone.bringToFront();
    await expect(said.getByText(/jaket/i)).toHaveCount(2, { timeout: 20_000 });

    const took = Date.now() - begun;
    process.stdout.write(`    from the link to the first reply: ${(took / 1000).toFixed(1)} s\n`);
    expect(took).toBeLessThanOrEqual(LONGEST_MS);

    await expect.poll(() => clicks().length).toBeGreaterThan(4);
    expect(clicks()[0]).toContain('Start with the sandbox');
    expect(clicks().length, clicks().join(' · ')).toBeLessThanOrEqual(MOST);
    await context.close();
  } finally {
    await house.stop();
  }
});
