import { expect, test } from '@playwright/test';
import { everyLook } from './looks';

const PAGES = [
  ['/privacy', 'Privacy policy', 'Kebijakan privasi'],
  ['/data-deletion', 'Data deletion', 'Penghapusan data'],
  ['/permissions', 'Permissions', 'Izin'],
  ['/commitments', 'Commitments', 'Komitmen'],
] as const;

test('the public pages are read without a sign-in and without a script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...(baseURL && { baseURL }),
    javaScriptEnabled: false,
    locale: 'en-GB',
  });
  const page = await context.newPage();
  for (const [path, english, indonesian] of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: english })).toBeVisible();
    await expect(page.getByRole('navigation').getByRole('link', { name: english })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await page.getByRole('link', { name: 'Bahasa Indonesia' }).click();
    await expect(page.getByRole('heading', { level: 1, name: indonesian })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'id');
  }
  await context.close();
});

test('the public pages look as they should', async ({ page }) => {
  for (const [path, english] of PAGES) {
    await page.goto(`${path}?lang=en`);
    await everyLook(page, english);
  }
  await page.goto('/data-deletion/no-such-code?lang=en');
  await everyLook(page, 'No request with this code.');
});
