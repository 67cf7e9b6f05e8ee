import { expect, type Page, test } from '@playwright/test';
import { phoneUrl, signIn, writeAsCustomer } from './desk';
import { everyLook } from './looks';

const consoleUrl = () => phoneUrl().replace(/\/phone$/, '/console');
const SECTIONS = [
  'Stories',
  'Clock',
  'Delivery',
  'Templates',
  'Number',
  'Instagram',
  'Webhooks',
  'Graph',
  'Load and reset',
];

async function turnTo(page: Page, section: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section }).click();
  await expect(page.getByRole('heading', { level: 2, name: section })).toBeFocused();
  await expect(page.getByText('Loading…')).toHaveCount(0);
}

for (const width of [1280, 360]) {
  test(`every section of the console is free of axe findings and fits: ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(consoleUrl());
    for (const section of [...SECTIONS.slice(1), 'Stories']) {
      await turnTo(page, section);
      const folder = process.env.LOKET_PICTURES;
      await everyLook(page, section, {
        widths: [width],
        after: async (_, theme) => {
          const path = `${folder}/console-${section.replaceAll(' ', '-')}-${width}-${theme}.png`;
          if (folder) await page.screenshot({ path, fullPage: true });
        },
      });
    }
  });
}

test('the console is one step from the desk, from the palette and from the phone', async ({
  page,
  context,
}) => {
  await signIn(page);
  const [fromStrip] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Open the sandbox console' }).click(),
  ]);
  await expect(fromStrip).toHaveTitle(/Simulated console/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).fill('sandbox console');
  const [fromPalette] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
  await expect(fromPalette).toHaveTitle(/Simulated console/);
  await fromPalette.getByRole('link', { name: 'Phone' }).click();
  await expect(fromPalette).toHaveTitle(/Simulated phone/);
  await fromPalette.getByRole('link', { name: 'Console' }).click();
  await expect(fromPalette).toHaveTitle(/Simulated console/);
});

test('a webhook is there with its signature, is refused when wrongly signed, and a call never shows its token', async ({
  page,
  context,
}) => {
  const name = `Konsol ${Date.now() % 100_000}`;
  await writeAsCustomer(await context.newPage(), name, `Halo dari ${name}`);
  await page.goto(`${consoleUrl()}#webhooks`);
  const one = page.getByRole('listitem').filter({ hasText: `Halo dari ${name}` });
  await expect(one).toHaveCount(1);
  await expect(one.getByText(/^200 · \d+ ms$/)).toBeVisible();
  await one.getByText('Body and signature').click();
  await expect(one.getByRole('region', { name: 'Body' })).toContainText(name);
  await expect(one.getByText(/^sha256=[0-9a-f]{64}$/).first()).toBeVisible();

  await one.getByRole('button', { name: 'Bad signature' }).click();
  await expect(page.getByRole('status')).toContainText('wrongly signed');
  const again = page.getByRole('listitem').filter({ hasText: 'again #' }).first();
  // The wrong one is refused; the right one that follows is taken.
  await expect(again.getByText('delivered')).toBeVisible();
  await again.getByText('Body and signature').click();
  await expect(again.getByText(/ 40[13] in \d+ ms/)).toBeVisible();

  await turnTo(page, 'Graph');
  const call = page.getByRole('listitem').filter({ hasText: 'Copy curl' }).first();
  await call.getByText('Call and answer').click();
  await expect(call.getByRole('region', { name: 'As curl' })).toContainText('Bearer $TOKEN');
  await expect(page.getByText(/EAA[A-Za-z0-9]{8}/)).toHaveCount(0);
});
